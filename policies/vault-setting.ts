import type { Classifying } from "./parameters";
import { BUCKET, bucketOf, isNamedLikeVault, vaultReason } from "./reading/buckets";
import { ofType, type Resource } from "./reading/resource";
import type { Finding, ResourceCheck, StackCheck } from "./rule";

/**
 * The two checks of a rule about a setting that a bucket has inline or in a resource of its own. That resource does
 * not carry the bucket's role, so a resource check can judge it only where the name says that it is a vault's; what
 * is left is judged in the stack, next to its bucket, and as a vault's where that bucket is not to be seen.
 */
export function vaultSetting<S extends Classifying>(
  judge: (setting: Resource, because: string, settings: S) => Iterable<Finding>,
): { readonly resource: ResourceCheck<S>; readonly stack: StackCheck<S> } {
  return {
    *resource(resource, settings) {
      const applies = resource.type === BUCKET || isNamedLikeVault(resource, settings);
      const because = applies ? vaultReason(resource, settings) : undefined;
      if (because) yield* judge(resource, because, settings);
    },
    *stack(resources, settings) {
      const buckets = ofType(resources, BUCKET);
      for (const resource of resources) {
        if (resource.type === BUCKET || isNamedLikeVault(resource, settings)) continue;
        const bucket = bucketOf(resource, buckets);
        const because = bucket
          ? vaultReason(bucket, settings)
          : "on a bucket that is not to be found in this stack";
        if (because)
          for (const finding of judge(resource, because, settings)) yield { ...finding, about: resource };
      }
    },
  };
}
