import { findEngine } from "../rehearsal/engine/engine";
import { ALL } from "./all-collected";
import { kustomizeProgram } from "./platform/kustomize-program";
import { flywayJars } from "./images/flyway-jars";
import { hadolintProgram } from "./images/hadolint-program";
import { openSearchJars, securityPlugin } from "./servers/opensearch-program";
import { s3GatewayProgram } from "./servers/s3-gateway-program";
import { thumborPackages } from "./servers/thumbor";
import { actionlintProgram } from "./workflows/actionlint-program";

/**
 * Before all tests run side by side: engine and servers are fetched or built, once, while nobody waits for them. A
 * machine that lacks what that takes is told so by the tests that need them.
 */
export async function mochaGlobalSetup(): Promise<void> {
  if (!process.argv.includes(ALL)) return;
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  await Promise.allSettled([
    findEngine(say),
    s3GatewayProgram(say),
    thumborPackages(),
    kustomizeProgram(say),
    actionlintProgram(say),
    hadolintProgram(),
    flywayJars(),
    openSearchJars().then(securityPlugin),
  ]);
}
