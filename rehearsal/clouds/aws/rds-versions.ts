import { words } from "../catalogue";

/**
 * Versions of the engines, the newest last: Aurora PostgreSQL from the first that can pause on, Aurora MySQL from the first
 * that forwards writes [docs.aws.amazon.com: Release calendars for Aurora PostgreSQL, Release notes for Aurora MySQL; AWS
 * CDK: AuroraPostgresEngineVersion].
 */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  "aurora-postgresql": words("16.4 16.6 16.8 16.9 16.10 16.11 17.4 17.5 17.6 17.7 17.9"),
  "aurora-mysql": words("3.04.0 3.04.4 3.08.0 3.08.1 3.08.2 3.09.0 3.10.0 3.10.3 3.10.4 3.12.0").map(
    (version) => `8.0.mysql_aurora.${version}`,
  ),
};
export const ENGINES = Object.keys(VERSIONS);

const versionsOf = (engine: string): readonly string[] => VERSIONS[engine] ?? [];

/** What a cluster gets that names no version. */
export const newestOf = (engine: string): string => versionsOf(engine).at(-1) ?? "";

const majorOf = (version: string): string => version.split(".")[0] ?? "";

/** Of which version of which engine a group of parameters is. */
export const familyOf = (engine: string, version: string): string =>
  `${engine}${engine === "aurora-mysql" ? "8.0" : majorOf(version)}`;

export const FAMILIES = [
  ...new Set(ENGINES.flatMap((engine) => versionsOf(engine).map((version) => familyOf(engine, version)))),
];

/** Whether RDS has the version. */
export const versionUnknown = (engine: string, version: string): string | undefined =>
  version === "" || !ENGINES.includes(engine) || versionsOf(engine).includes(version)
    ? undefined
    : `InvalidParameterCombination: Cannot find version ${version} for ${engine} (expected engineVersion to be one of ${versionsOf(engine).join(", ")})`;

/** Whether RDS gets from the one to the other in place. */
export function upgradeFault(
  engine: string,
  from: string,
  to: string,
  acrossMajor: boolean,
): string | undefined {
  const versions = versionsOf(engine);
  if (versions.indexOf(to) < versions.indexOf(from))
    return `InvalidParameterCombination: Cannot upgrade ${engine} from ${from} to ${to}`;
  return majorOf(from) !== majorOf(to) && !acrossMajor
    ? "InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version."
    : undefined;
}
