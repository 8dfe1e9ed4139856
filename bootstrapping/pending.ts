import { z } from "zod";
import { policyArn } from "../components/names/names";
import { run } from "./command";
import type { Site } from "./site";
import type { Pending, State } from "./state";

/** Ids of what is made under a name that the program gives: it stands once at most, and can be found again. */
const knownBy: readonly { readonly type: RegExp; readonly id: (inputs: Inputs, site: Site) => string }[] = [
  { type: /^aws:s3\/bucket[A-Z]?\w*:/, id: ({ bucket }) => text(bucket) },
  { type: /^aws:iam\/role:/, id: ({ name }) => text(name) },
  { type: /^aws:iam\/policy:/, id: ({ name }, { accountId }) => policyArn(accountId, text(name)) },
  { type: /^aws:iam\/rolePolicy:/, id: ({ role, name }) => `${text(role)}:${text(name)}` },
  {
    type: /^aws:iam\/openIdConnectProvider:/,
    id: ({ url }, { accountId }) =>
      `arn:aws:iam::${accountId}:oidc-provider/${text(url).replace("https://", "")}`,
  },
  { type: /^aws:kms\/alias:/, id: ({ name }) => text(name) },
  { type: /^aws:budgets\/budget:/, id: ({ name }, { accountId }) => `${accountId}:${text(name)}` },
  { type: /^aws:s3\/accountPublicAccessBlock:/, id: (_, { accountId }) => accountId },
];
type Inputs = Pending["resource"]["inputs"];

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * Mends what an engine that was killed had begun: what it may have made is taken into the state by its name, and a refresh
 * then drops what was never made. Of what has no name, it says what may stand in the account beside what the state knows.
 * (`pulumi refresh --import-pending-creates` of 3.220 forgets what it is told.)
 */
export async function mendPending(site: Site, { exported, pending }: State): Promise<void> {
  if (pending.length === 0) return;
  const creating = pending.filter(({ type }) => type === "creating").map(({ resource }) => resource);
  const named = creating.flatMap((resource) => {
    const id = knownBy.find(({ type }) => type.test(resource.type))?.id(resource.inputs, site);
    return id === undefined ? [] : [{ ...resource, id }];
  });
  for (const { urn, type } of creating)
    if (!named.some((found) => found.urn === urn))
      site.say(
        `${type} ${urn.split("::").at(-1)}: one may stand in the account that no state knows; look, and delete it`,
      );
  site.say(`what was begun is looked for by its name: ${named.map(({ id }) => id).join(", ") || "nothing"}`);
  // An import leaves out what is pending.
  await run(site, site.local, ["stack", "import", "--stack", site.stage], withResources(exported, named));
  await run(site, site.local, ["refresh", "--yes", "--stack", site.stage]);
}

const Export = z.looseObject({ deployment: z.looseObject({ resources: z.array(z.unknown()) }) });

/** An export with more resources in it. What they are built on is there already: else they would not have been begun. */
function withResources(exported: string, more: readonly object[]): string {
  const whole = Export.parse(JSON.parse(exported));
  const resources = [...whole.deployment.resources, ...more];
  return JSON.stringify({ ...whole, deployment: { ...whole.deployment, resources } });
}
