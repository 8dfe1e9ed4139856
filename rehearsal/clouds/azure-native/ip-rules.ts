import { isIPv4 } from "node:net";
import type { Properties } from "../catalogue";
import { first, known, listAt } from "./values";

/** Addresses that do not exist on the internet: a storage firewall does not take them [RFC 1918]. */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

/** What is wrong with a storage firewall's rules [learn.microsoft.com: Azure Storage firewall rules]. */
export function badIpRules(inputs: Properties): string | undefined {
  const rules = listAt(inputs, "networkRuleSet.ipRules");
  return first(
    rules.length > 400
      ? `NetworkAclsValidationFailure: ${rules.length} IP rules, 400 are the most`
      : undefined,
    ...rules.map((rule) => badRule(known(rule, "iPAddressOrRange"))),
  );
}

function badRule(range: unknown): string | undefined {
  if (typeof range !== "string") return undefined;
  const [address = "", size, ...more] = range.split("/");
  const invalid = (reason: string) => `InvalidValuesForRequestParameters: IP rule ${range}: ${reason}`;
  if (!isIPv4(address) || more.length > 0) return invalid("is no IPv4 address or range");
  if (PRIVATE.test(address)) return invalid("is not a public address");
  if (size === undefined) return undefined;
  if (size === "31" || size === "32") return invalid("small ranges are written as single addresses");
  return /^\d+$/.test(size) && Number(size) <= 30 ? undefined : invalid("is no IPv4 address or range");
}
