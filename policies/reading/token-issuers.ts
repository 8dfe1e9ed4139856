import type { Settings } from "../parameters";
import { is, type Value } from "./value";

export interface Issuer {
  /** The address without its scheme, as IAM names the issuer in ARNs and condition keys. */
  readonly name: string;
  readonly clientIds: readonly string[];
}

/** The issuer of tokens at an address, with its scheme or without; undefined of one that the stage does not know. */
export function knownIssuer(
  address: Value<string>,
  { oidcProviders }: Settings<"oidcProviders">,
): Issuer | undefined {
  for (const [url, clientIds] of Object.entries(oidcProviders)) {
    const name = url.slice("https://".length);
    if (is(address, url) || is(address, name)) return { name, clientIds };
  }
  return undefined;
}
