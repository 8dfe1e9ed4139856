import type * as pulumi from "@pulumi/pulumi";
import { githubTrust, type GithubWorkflow } from "../delivery/github-trust";
import { ownBoundaryName, policyArn, roleNames } from "../names/names";
import { imagesRights, type ImagesPlace } from "./images-rights";
import { OperatorBoundary } from "./operator-boundary";
import { OperatorRole } from "./operator-role";
import { regionGuard } from "./region-guard";

interface ImagesRoleArgs extends ImagesPlace {
  /** The only workflow that builds images, or copies them into the stage. */
  readonly workflow: GithubWorkflow;
  /** The stage's AWS regions. */
  readonly regions: readonly string[];
}

/** Pushes DataVault's images, from the one workflow that builds them. */
export function imagesRole(
  name: string,
  { workflow, regions, ...place }: ImagesRoleArgs,
  github: pulumi.Resource,
  child: pulumi.ComponentResourceOptions,
): void {
  const { stage, accountId } = place;
  const roleName = roleNames(stage).images;
  const policyName = ownBoundaryName(roleName);
  const statements = imagesRights(place);
  const boundary = new OperatorBoundary(
    `${name}-images-boundary`,
    {
      policyName,
      bounds: "the role that pushes images",
      statements: [...statements, regionGuard(regions)],
    },
    child,
  );
  new OperatorRole(
    `${name}-images`,
    {
      roleName,
      description: "Pushes DataVault's images from the one workflow that builds them, and does nothing else",
      trust: githubTrust(accountId, workflow),
      statements,
      boundaryArn: policyArn(accountId, policyName),
    },
    { ...child, dependsOn: [boundary, github] },
  );
}
