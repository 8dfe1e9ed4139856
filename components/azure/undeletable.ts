import * as authorization from "@pulumi/azure-native/authorization";
import type * as pulumi from "@pulumi/pulumi";

/** A lock on a resource: whoever wants to delete it, or an assignment on it, has to take away the lock first. */
export function undeletable(
  name: string,
  scope: pulumi.Output<string>,
  child: pulumi.CustomResourceOptions,
): void {
  new authorization.ManagementLockByScope(
    `${name}-lock`,
    {
      lockName: "holds-the-archive",
      scope,
      level: "CanNotDelete",
      notes: "Holds a copy of the archive, or the key to it",
    },
    child,
  );
}
