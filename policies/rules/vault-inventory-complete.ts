import { secRule17a4 } from "../frameworks";
import { parameters } from "../parameters";
import { BLOB_CONTAINER, placeOfContainer, STORAGE_ACCOUNT } from "../reading/azure";
import { BUCKET } from "../reading/buckets";
import { ofType, placeOf } from "../reading/resource";
import { is, read, text } from "../reading/value";
import { rule } from "../rule";

export const vaultInventoryComplete = rule({
  name: "vault-inventory-complete",
  why: "A vault that a program no longer declares is shown to no rule: only this list misses it",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B)"),
  remedy: "Declare the vault again under its name; expectedVaults only ever grows.",
  reads: parameters.pick({ expectedVaults: true }),
  // Also what is left of a stack from which the last vault was taken tells its project.
  types: "*",
  *stack(resources, { expectedVaults }) {
    const about = resources.find(({ type }) => type === "pulumi:pulumi:Stack") ?? resources[0];
    if (!about) return;
    const accounts = ofType(resources, STORAGE_ACCOUNT);
    const places = ofType(resources, BLOB_CONTAINER).map((container) =>
      placeOfContainer(container, accounts),
    );
    const buckets = ofType(resources, BUCKET).map((bucket) => text(read(bucket.props, "bucket")));
    const isDeclared = (name: string) =>
      buckets.some((bucket) => is(bucket, name)) || places.some((place) => name === `azure:${place}`);
    for (const name of expectedVaults[placeOf(about).project] ?? [])
      if (!isDeclared(name))
        yield { about, found: `it declares no ${name}`, expected: "every vault that expectedVaults names" };
  },
});
