import { typesOf, type Catalogue } from "../catalogue";
import { bits } from "./bits";
import { characters } from "./characters";
import { choices } from "./choices";

/** By the names of their files: errors name the file to extend. */
const tables = { characters, bits, choices };

/** The simulated random provider: its values follow from the resource's URN, so that two rehearsals agree. */
export const random: Catalogue = {
  provider: "random",
  version: "4.21.2",
  folder: "rehearsal/clouds/random",
  everywhere: ["keepers"],
  place: () => ({ region: "", account: "", defaultTags: {} }),
  common: () => ({}),
  invokes: {},
  onlyInState: true,
  tables,
  types: typesOf(tables),
};
