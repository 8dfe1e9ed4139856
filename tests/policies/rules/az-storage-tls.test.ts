import { azStorageTls } from "../../../policies/rules/az-storage-tls";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const SETTINGS = { minimumTlsVersion: "TLS1_2", enableHttpsTrafficOnly: true };

function account(change: object, type = "azure-native:storage:StorageAccount"): Given {
  return { type, name: "copy", props: { ...SETTINGS, ...change } };
}

const VERSIONS = "expected TLS1_2 or TLS1_3";

function fails(what: string, change: object, said: string): Refused {
  return { what, given: account(change), says: [`copy: ${said}`] };
}

tryRule(azStorageTls, {
  remedy: 'Set minimumTlsVersion: "TLS1_2" and enableHttpsTrafficOnly: true.',
  repairs: [
    {
      what: "nothing said",
      given: account({ minimumTlsVersion: undefined, enableHttpsTrafficOnly: undefined }),
      becomes: SETTINGS,
    },
    { what: "an old version", given: account({ minimumTlsVersion: "TLS1_1" }), becomes: SETTINGS },
    {
      what: "HTTP, beside a newer version",
      given: account({ minimumTlsVersion: "TLS1_3", enableHttpsTrafficOnly: false }),
      becomes: { minimumTlsVersion: "TLS1_3", enableHttpsTrafficOnly: true },
    },
  ],
  accepts: [
    { as: "compliant", what: "TLS 1.2 alone", given: account({}) },
    { as: "near miss", what: "TLS 1.3", given: account({ minimumTlsVersion: "TLS1_3" }) },
    {
      as: "not applicable",
      what: "another type",
      given: account({ minimumTlsVersion: UNKNOWN }, "azure-native:storage:Blob"),
    },
  ],
  refuses: [
    fails(
      "a version that is not known",
      { minimumTlsVersion: UNKNOWN },
      `minimumTlsVersion is not known in preview; ${VERSIONS}`,
    ),
    fails(
      "a version that is a number",
      { minimumTlsVersion: 1.2 },
      `minimumTlsVersion is not a text; ${VERSIONS}`,
    ),
    fails(
      "a switch that is not known",
      { enableHttpsTrafficOnly: UNKNOWN },
      "enableHttpsTrafficOnly is not known in preview; expected true",
    ),
    fails(
      "a switch that is a text",
      { enableHttpsTrafficOnly: "true" },
      "enableHttpsTrafficOnly is not true or false; expected true",
    ),
  ],
});
