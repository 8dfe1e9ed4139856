import * as pulumi from "@pulumi/pulumi";
import { versionFault } from "../../../components/contract/component-version";
import type { Received } from "../../../components/contract";
import type { webservice } from "../contract";
import type { Settings } from "./settings";

type Base = Received<typeof webservice.promises>;

/** What of webservice/base the settings repeat, because it must be known before anything is read. */
type Repeated = Pick<Base, "hostNames" | "zoneId" | "repositoryUrl" | "cdn">;

/**
 * The public names, once it is certain that the settings say of webservice/base what it is.
 * @throws (as a failed deployment) with all in which they differ, and what to do
 */
export function agreedHostNames(
  { hostNames, zoneId, repositoryUrl, cdn }: Repeated,
  settings: Settings,
): pulumi.Output<readonly string[]> {
  return pulumi.all([hostNames, zoneId, repositoryUrl, cdn]).apply(([names, zone, repository, edge]) => {
    const wanted = settings.hostNames.join(", ");
    const [from = ""] = settings.image.split("@");
    const faults = [
      ...(names.join(", ") === wanted
        ? []
        : [`hostNames is ${wanted}, but webservice/base is for ${names.join(", ")}: give just those`]),
      ...(from === repository
        ? []
        : [`image is of ${from}, but the repository of webservice/base is ${repository}: push it there`]),
      ...(edge !== null && settings.cdn === undefined
        ? ["cdn is missing, but webservice/base is made for it: without it nobody reaches the service"]
        : []),
      ...(settings.cdn?.records && zone === null
        ? ["cdn.records is true, but webservice/base has no zone: say false, and make the records elsewhere"]
        : []),
    ];
    if (faults.length > 0) throw mend(faults.join("; "));
    return names;
  });
}

/**
 * Known once webservice/base admits the components that this stack is made of: what waits for it is not registered before.
 * @throws (as a failed deployment) with the versions that it admits
 */
export const admitted = <Value>(
  { componentRange }: Pick<Base, "componentRange">,
  value: pulumi.Output<Value>,
): pulumi.Output<Value> =>
  componentRange.apply((range) => {
    const fault = versionFault(range);
    if (fault === undefined) return value;
    throw new pulumi.RunError(
      `webservice-app: webservice/base of ${pulumi.getStack()} does not admit it: ${fault}. Deploy it from one of those, or first let webservice-base:componentRange have this one`,
    );
  });

/**
 * What CloudFront stands on, for settings with a CDN.
 * @throws (as a failed deployment) where webservice/base is not made for it
 */
export const edgeOf = ({ cdn }: Pick<Base, "cdn">) =>
  cdn.apply((edge) => {
    if (edge === null)
      throw mend("cdn is set, but webservice/base is not made for it: switch it on there first");
    return edge;
  });

const mend = (fault: string) =>
  new pulumi.RunError(`webservice-app: mend Pulumi.${pulumi.getStack()}.yaml: ${fault}`);
