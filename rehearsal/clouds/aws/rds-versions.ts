import { words } from "../catalogue";

/**
 * Aurora PostgreSQL from the first that can pause on, the newest last [docs.aws.amazon.com: Release calendars for Aurora
 * PostgreSQL; AWS CDK: AuroraPostgresEngineVersion].
 */
export const VERSIONS = words("16.4 16.6 16.8 16.9 16.10 16.11 17.4 17.5 17.6 17.7 17.9");
export const NEWEST = VERSIONS.at(-1) ?? "";

export const majorOf = (version: string): string => version.split(".")[0] ?? "";

/** Of which version a group of parameters is. */
export const familyOf = (version: string): string => `aurora-postgresql${majorOf(version)}`;

export const FAMILIES = [...new Set(VERSIONS.map(familyOf))];

/** Whether RDS gets from the one to the other in place. */
export function upgradeFault(from: string, to: string, acrossMajor: boolean): string | undefined {
  if (VERSIONS.indexOf(to) < VERSIONS.indexOf(from))
    return `InvalidParameterCombination: Cannot upgrade aurora-postgresql from ${from} to ${to}`;
  return majorOf(from) !== majorOf(to) && !acrossMajor
    ? "InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version."
    : undefined;
}
