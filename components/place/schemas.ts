import { BlockList } from "node:net";
import { z } from "zod";
import { awsRegions, azureLocations } from "./regions";

export const accountId = z.string().regex(/^\d{12}$/, { error: "an AWS account id has 12 digits" });

export const awsRegion = z.enum(awsRegions, {
  error: `must be one of the allowed regions ${awsRegions.join(", ")}`,
});

export const azureLocation = z.enum(azureLocations, {
  error: `must be one of the allowed Azure locations ${azureLocations.join(", ")}`,
});

const NO_NETWORK = "must be an IPv4 network such as 10.20.0.0/16";

/** An IPv4 network, `10.20.0.0/16`: its own address, none inside it. */
export const cidr = z
  .cidrv4({ error: NO_NETWORK, abort: true })
  .refine(isNetworkAddress, { error: NO_NETWORK });

/** ARN of something of one AWS service. */
export const arn = (service: string) =>
  z.string().regex(new RegExp(`^arn:aws:${service}:`), { error: `must be an ARN of ${service}` });

/** A container image by its digest: a tag may name another image tomorrow. */
export const imageByDigest = z.string().regex(/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+@sha256:[0-9a-f]{64}$/, {
  error: ({ input }) =>
    `give the image by its digest (REGISTRY/NAME@sha256:…), not by a tag: found ${String(input)}`,
});

/** Whether two IPv4 networks have an address in common. */
export function overlap(one: string, other: string): boolean {
  return holds(one, networkAddress(other)) || holds(other, networkAddress(one));
}

function holds(network: string, address: string): boolean {
  const list = new BlockList();
  list.addSubnet(networkAddress(network), Number(network.split("/")[1]), "ipv4");
  return list.check(address, "ipv4");
}

function networkAddress(network: string): string {
  return network.split("/")[0] ?? "";
}

/** Whether all bits behind the prefix are none. */
function isNetworkAddress(network: string): boolean {
  const bits = networkAddress(network)
    .split(".")
    .map((part) => Number(part).toString(2).padStart(8, "0"))
    .join("");
  return !bits.slice(Number(network.split("/")[1])).includes("1");
}
