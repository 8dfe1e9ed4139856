import * as path from "node:path";
import { parameters } from "../policies/parameters";
import { prove } from "../policies/proof/prove";
import type { StackResource } from "../policies/reading/resource";
import { stageParameters } from "../configuring/stage-parameters";
import { stages } from "../projects/estate";
import { rehearsedState } from "../proving/stacks";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const TIMES = [1, 2, 4, 8];
const ROUNDS = 5;

/** How the proof's time grows with the roles of the estate: each role and its policy several times, by other names. */
function main(): void {
  const repository = path.dirname(__dirname);
  const stage = stages.find((known) => known === process.argv[2]) ?? stages[0];
  const resources = rehearsedState(repository, stage);
  const settings = parameters.parse(stageParameters(repository, stage));
  let first = 0;
  // The first time, half of it is the machine getting to know the code.
  prove(resources, settings);
  say(`The proof of ${stage}, median of ${ROUNDS}, Node ${process.versions.node}`);
  say("roles   decisions   seconds   to the estate's own");
  for (const times of TIMES) {
    const estate = withRoles(resources, times);
    const seconds: number[] = [];
    let decisions = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      ({ decisions } = prove(estate, settings));
      seconds.push((performance.now() - started) / 1000);
    }
    const middle = seconds.toSorted((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
    if (times === 1) first = middle;
    const roles = estate.filter(({ type }) => type === ROLE).length;
    say(
      [
        String(roles).padEnd(8),
        String(decisions).padEnd(12),
        middle.toFixed(3).padEnd(10),
        (middle / first).toFixed(2),
      ].join(""),
    );
  }
}

function withRoles(resources: readonly StackResource[], times: number): readonly StackResource[] {
  const more = Array.from({ length: times - 1 }, (_, copy) =>
    resources
      .filter(({ type }) => type === ROLE || type === ROLE_POLICY)
      .map((resource) => renamed(resource, `-${copy + 2}`)),
  );
  return [...resources, ...more.flat()];
}

/** As another role, or as the policy of that one, would be written. */
function renamed(resource: StackResource, suffix: string): StackResource {
  const own = resource.type === ROLE ? ["name", "id", "arn"] : ["role"];
  const props = Object.fromEntries(
    Object.entries(resource.props).map(([key, value]: [string, unknown]) => [
      key,
      own.includes(key) && typeof value === "string" ? value + suffix : value,
    ]),
  );
  return {
    ...resource,
    name: resource.name + suffix,
    urn: resource.urn + suffix,
    props,
    propertyDependencies: {},
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main();
