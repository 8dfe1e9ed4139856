import { satisfies, validRange } from "semver";
import { version } from "../../package.json";

/** Of all components: the repository's own. */
export const COMPONENT_VERSION = version;

/** What is wrong with a range of versions, as npm writes them. */
export const rangeFault = (range: string): string | undefined =>
  validRange(range) === null
    ? `is no range of versions, such as ^1.2.0: ${JSON.stringify(range)}`
    : undefined;

/** What is wrong with components of a version where only some are admitted. */
export const versionFault = (range: string, found: string = COMPONENT_VERSION): string | undefined =>
  satisfies(found, range)
    ? undefined
    : `components of version ${found} are not among ${range}, which are admitted`;
