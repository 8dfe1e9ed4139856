import type { Making, Properties, ResourceType } from "../catalogue";
import { UNKNOWN } from "../properties";

/**
 * A name that is changed in place and need not be unique, unlike the `name` of a type's entry, whose change replaces.
 * The provider makes one up where the program gives none.
 */
export const givenName: Required<Pick<ResourceType, "computed" | "foreseen">> = {
  computed: { name: nameOf },
  foreseen: { name: ({ name }: Properties) => name ?? UNKNOWN },
};

function nameOf({ text, urn, digits }: Making): string {
  return text("name") || `${urn.split("::").at(-1) ?? ""}-${digits(7, "name")}`;
}
