import { secRule17a4 } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { BLOB_CONTAINER, placeOfContainer, STORAGE_ACCOUNT } from "../reading/azure";
import { BUCKET, vaultReason } from "../reading/buckets";
import { ofType, placeOf } from "../reading/resource";
import { tag } from "../reading/tags";
import { shown } from "../reading/value";
import { rule } from "../rule";

/** A storage account and a container, by Azure's rules for their names. */
const COPY = /^azure:(?<place>(?<account>[a-z0-9]{3,24})\/(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*)$/;

export const vaultOffsiteCloudCopy = rule({
  name: "vault-offsite-cloud-copy",
  why: "An archive outlives the loss of its cloud, or of the account in it",
  level: "mandatory",
  severity: "high",
  framework: secRule17a4("(f)(2)(v)"),
  tags: ["3-2-1 guidance"],
  remedy:
    "Name the copy in the tag archive:offsite-copy as azure:<account>/<container>; the rules of the second cloud judge that container.",
  reads: parameters.pick({ ...classifying, projectsInOneCloud: true }),
  // An account may be all that tells the place of a container in it.
  types: [BUCKET, BLOB_CONTAINER, STORAGE_ACCOUNT],
  *stack(resources, settings) {
    const accounts = ofType(resources, STORAGE_ACCOUNT);
    const made = ofType(resources, BLOB_CONTAINER).map((container) => placeOfContainer(container, accounts));
    for (const bucket of ofType(resources, BUCKET)) {
      const because = vaultReason(bucket, settings);
      if (!because || settings.projectsInOneCloud.includes(placeOf(bucket).project)) continue;
      const copy = tag(bucket, "archive:offsite-copy");
      const named = COPY.exec(shown(copy))?.groups;
      if (!named) {
        yield {
          about: bucket,
          found: `archive:offsite-copy is ${shown(copy)}`,
          expected: `azure:<account>/<container> ${because}`,
        };
        continue;
      }
      const { account, place } = named;
      // Where this stack makes the account's containers, the copy is one of them.
      if (made.some((each) => each?.startsWith(`${account}/`)) && !made.includes(place))
        yield {
          about: bucket,
          found: `archive:offsite-copy is ${shown(copy)}, which is none of the containers that this stack makes in ${account}`,
          expected: `one of them ${because}`,
        };
    }
  },
});
