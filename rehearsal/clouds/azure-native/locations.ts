/** Azure's public regions, each with the region that geo-redundant storage copies to; "" where it has none. */
const PAIRED: Readonly<Record<string, string>> = {
  australiacentral: "australiacentral2",
  australiaeast: "australiasoutheast",
  australiasoutheast: "australiaeast",
  austriaeast: "",
  brazilsouth: "southcentralus",
  canadacentral: "canadaeast",
  canadaeast: "canadacentral",
  centralindia: "southindia",
  centralus: "eastus2",
  eastasia: "southeastasia",
  eastus: "westus",
  eastus2: "centralus",
  francecentral: "francesouth",
  francesouth: "francecentral",
  germanynorth: "germanywestcentral",
  germanywestcentral: "germanynorth",
  israelcentral: "",
  italynorth: "",
  japaneast: "japanwest",
  japanwest: "japaneast",
  koreacentral: "koreasouth",
  koreasouth: "koreacentral",
  newzealandnorth: "",
  northcentralus: "southcentralus",
  northeurope: "westeurope",
  norwayeast: "norwaywest",
  norwaywest: "norwayeast",
  polandcentral: "",
  qatarcentral: "",
  southafricanorth: "southafricawest",
  southafricawest: "southafricanorth",
  southcentralus: "northcentralus",
  southeastasia: "eastasia",
  southindia: "centralindia",
  spaincentral: "",
  swedencentral: "swedensouth",
  swedensouth: "swedencentral",
  switzerlandnorth: "switzerlandwest",
  switzerlandwest: "switzerlandnorth",
  uaecentral: "uaenorth",
  uaenorth: "uaecentral",
  uksouth: "ukwest",
  ukwest: "uksouth",
  westcentralus: "westus2",
  westeurope: "northeurope",
  westus: "eastus",
  westus2: "westcentralus",
  westus3: "eastus",
};

/** A location as Azure writes it: `West Europe` is `westeurope`. */
export function normalized(location: string): string {
  return location.toLowerCase().replaceAll(" ", "");
}

export function isLocation(location: string): boolean {
  return Object.hasOwn(PAIRED, normalized(location));
}

/** Where geo-redundant storage of a location is copied to; "" when there is no such place. */
export function pairOf(location: string): string {
  return PAIRED[normalized(location)] ?? "";
}
