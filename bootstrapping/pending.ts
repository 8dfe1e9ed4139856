import { z } from "zod";
import { begun } from "./begun";
import { run } from "./command";
import type { Site } from "./site";
import type { Pending, State } from "./state";

/** What of a killed engine's unfinished work the next `up` needs to know. */
export interface Unfinished {
  /** Resources that may stand, with the ids by which a refresh looks for them. */
  readonly sought: readonly (Pending["resource"] & { readonly id: string })[];
  /** Those that may stand beside what the next `up` makes, for nothing finds them. */
  readonly notFound: readonly Pending["resource"][];
}

/** Sorts what was being made; what is changed or deleted is in the state, and a refresh sees how far that went. */
export function unfinished(
  pending: readonly Pending[],
  place: Pick<Site, "accountId" | "region">,
): Unfinished {
  const making = pending.filter(({ type, resource }) => type === "creating" && isInACloud(resource));
  const ends = making.map(({ resource }) => ({ resource, end: begun[resource.type] ?? "not found" }));
  return {
    sought: ends.flatMap(({ resource, end }) =>
      typeof end === "function" ? [{ ...resource, id: end(resource.inputs, place) }] : [],
    ),
    notFound: ends.flatMap(({ resource, end }) => (end === "not found" ? [resource] : [])),
  };
}

/** Components and providers are nothing but lines in the state. */
const isInACloud = ({ custom, type }: Pending["resource"]): boolean =>
  custom && !type.startsWith("pulumi:providers:");

/**
 * Makes a state ready for an `up` that refreshes it, which alone would forget what an engine that was killed had begun.
 * (`pulumi refresh --import-pending-creates` of 3.220 forgets what it is told.)
 */
export async function mendPending(site: Site, { exported, pending }: State): Promise<void> {
  if (pending.length === 0) return;
  const { sought, notFound } = unfinished(pending, site);
  for (const { urn, type } of notFound)
    site.say(
      `${nameOf(urn)}: one more ${type} may stand in the account than the state will know (docs/bootstrap.md, "A key that no state knows")`,
    );
  site.say(`what was begun is looked for: ${sought.map(({ id }) => id).join(", ") || "nothing"}`);
  // An import leaves out what is pending.
  await run(site, site.local, ["stack", "import", "--stack", site.stage], withResources(exported, sought));
}

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? "";

const Export = z.looseObject({
  deployment: z.looseObject({ resources: z.array(z.unknown()).nullish() }),
});

/** An export with more resources in it. What they are built on is there already: else they would not have been begun. */
function withResources(exported: string, more: readonly object[]): string {
  const whole = Export.parse(JSON.parse(exported));
  const resources = [...(whole.deployment.resources ?? []), ...more];
  return JSON.stringify({ ...whole, deployment: { ...whole.deployment, resources } });
}
