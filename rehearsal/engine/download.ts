import type { Say } from "./engine";

const HOST = "https://get.pulumi.com";

/** A machine without a route should not wait: the host answers well within this time, or not at all. */
const REACH_TIMEOUT_MS = 4_000;

/**
 * Fetches the official build of the CLI by the SDK's own installer.
 * @param root folder that gets `bin/pulumi`
 * @returns why it could not be done; nothing when it was
 */
export async function downloadOfficialBuild(
  version: string,
  root: string,
  say: Say,
): Promise<string | undefined> {
  say(`asking ${HOST} for the official build of pulumi ${version}`);
  try {
    const reached = await fetch(`${HOST}/install.sh`, {
      method: "HEAD",
      signal: AbortSignal.timeout(REACH_TIMEOUT_MS),
    });
    if (!reached.ok) return `${HOST} answers ${reached.status}`;
  } catch {
    return `${HOST} cannot be reached`;
  }
  try {
    say(`downloading the official build of pulumi ${version} (about 120 MB)`);
    // Loaded only here: the Automation API is large, and few runs come this way.
    const { PulumiCommand } = await import("@pulumi/pulumi/automation");
    const { SemVer } = await import("semver");
    await PulumiCommand.install({ root, version: new SemVer(version) });
    return undefined;
  } catch (error) {
    return `the official build could not be downloaded (${firstLine(error)})`;
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
