import { readingByFamilies, type Telling } from "./families";
import { sid } from "../sid";
import { previewReads } from "../preview-rights";
import type { Statement } from "../policy";
import type { DeployedStage } from "./deployed-stage";
import type { Works } from "./work";

/** By a short name, what each of a role's managed policies allows. */
export type Policies = Readonly<Record<string, readonly Statement[]>>;

/** One statement for each row of a table. */
export function statementsOf(works: Works, at: DeployedStage): readonly Statement[] {
  return Object.entries(works).flatMap(([service, all]) =>
    all.map(({ actions, on, when }, position): Statement => ({
      Sid: sid(service, position === 0 ? "" : String(position + 1)),
      Effect: "Allow",
      Action: actions.map((action) => `${service}:${action}`),
      Resource: on(at),
      ...(when ? { Condition: typeof when === "function" ? when(at) : when } : {}),
    })),
  );
}

/** What a preview reads of some services: a deployment reads it, too. */
export function readsOf(services: readonly string[], { accountId }: DeployedStage): readonly Statement[] {
  const read = (kind: "ofThings" | "ofAll") =>
    services.flatMap((service) => {
      const of = previewReads[service];
      const actions = kind === "ofAll" ? of?.ofAll : of?.ofThings?.actions;
      return (actions ?? []).map((action) => `${service}:${action}`);
    });
  const elsewhere = services.flatMap((service) => previewReads[service]?.ofThings?.arns ?? []);
  return [
    {
      Sid: "ReadThings",
      Effect: "Allow",
      Action: read("ofThings"),
      Resource: [`arn:aws:*:*:${accountId}:*`, ...elsewhere],
    },
    { Sid: "ReadLists", Effect: "Allow", Action: read("ofAll"), Resource: "*" },
  ];
}

/**
 * The actions of some policies without what they are done to, for a boundary: each once, and those that read by
 * families, so that they fit into one policy.
 */
export const boundaryOf = (id: string, policies: Policies, told: Telling = readingByFamilies): Statement => ({
  Sid: id,
  Effect: "Allow",
  Action: told(Object.values(policies).flatMap((statements) => statements.flatMap(({ Action }) => Action))),
  Resource: "*",
});
