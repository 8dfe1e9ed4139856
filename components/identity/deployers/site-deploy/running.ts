import type { DeployedStage } from "../../rights/deployed-stage";
import { grantingKeys, usingKeys } from "../../rights/keys";
import {
  ALARMS,
  DASHBOARDS,
  ecsServices,
  FUNCTIONS,
  LOG_GROUPS,
  scaling,
  securityGroups,
} from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";
import { check, migrate, smokeTest, web } from "./names";

/** What Synthetics makes of a check is called so. */
const runsOf = (at: DeployedStage) => `cwsyn-${check(at)}-*`;

/**
 * How the web service runs and is reached: what the provider calls for the resource types of its app stack [Terraform
 * provider's sources; AWS: Service authorization reference]. All that lasts is of webservice/base, and not here.
 */
export const siteRunningWork: Works = {
  "application-autoscaling": [scaling],
  cloudwatch: [
    {
      actions: [...ALARMS, "PutCompositeAlarm"],
      on: named("cloudwatch", (at) => [`alarm:${web(at)}_*`, `alarm:${web(at)}-*`]),
    },
    {
      actions: DASHBOARDS,
      on: named("cloudwatch", (at) => `dashboard/${web(at)}`),
    },
  ],
  ec2: [securityGroups],
  ecs: [
    ...ecsServices(web, (at) => [web(at), migrate(at)].map((name) => `${name}:*`)),
    {
      // How a canary goes is asked of its deployment.
      actions: words("DescribeServiceDeployments ListServiceDeployments"),
      on: named("ecs", (at) =>
        ["service", "service-deployment"].map((kind) => `${kind}/strongroom-${at.stage}/${web(at)}*`),
      ),
    },
  ],
  elasticloadbalancing: [
    {
      actions: words("CreateTargetGroup DeleteTargetGroup ModifyTargetGroup ModifyTargetGroupAttributes"),
      on: named("elasticloadbalancing", (at) => `targetgroup/${web(at)}-*`),
    },
    {
      actions: words("AddTags CreateRule DeleteRule ModifyRule RemoveTags SetRulePriorities"),
      on: named("elasticloadbalancing", (at) => [
        `targetgroup/${web(at)}-*`,
        ...["listener", "listener-rule"].flatMap((kind) =>
          ["", "-inside"].map((end) => `${kind}/app/${web(at)}${end}/*`),
        ),
      ]),
    },
  ],
  // The environment of a function is encrypted with the stage's data key, and so is the check's code in its bucket.
  kms: [
    usingKeys("Decrypt Encrypt", ["lambda"]),
    grantingKeys(["lambda"]),
    {
      actions: words("Decrypt GenerateDataKey"),
      on: named("kms", () => "key/*"),
      when: {
        StringLike: {
          "kms:ViaService": "s3.*.amazonaws.com",
          "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::strongroom-*-checks-*",
        },
      },
    },
  ],
  lambda: [
    {
      actions: [...FUNCTIONS, "InvokeFunction"],
      on: named("lambda", (at) => [migrate(at), smokeTest(at)].map((name) => `function:${name}`)),
    },
    {
      // Synthetics makes a function of each check, in the name of whoever makes the check [AWS: Required roles and permissions for canaries].
      actions: words(`AddPermission CreateFunction DeleteFunction PublishVersion UpdateFunctionCode
        UpdateFunctionConfiguration ${TAGS}`),
      on: named("lambda", (at) => `function:${runsOf(at)}`),
    },
    {
      actions: words("DeleteLayerVersion GetLayerVersion PublishLayerVersion"),
      on: named("lambda", (at) => `layer:${runsOf(at)}`),
    },
  ],
  logs: [
    {
      actions: LOG_GROUPS,
      on: named("logs", (at) =>
        [`/strongroom/${web(at)}`, `/aws/lambda/${migrate(at)}`, `/aws/lambda/${smokeTest(at)}`].map(
          (name) => `log-group:${name}*`,
        ),
      ),
    },
  ],
  synthetics: [
    { actions: words("CreateCanary"), on: ALL },
    {
      actions: words(`DeleteCanary StartCanary StopCanary UpdateCanary ${TAGS}`),
      on: named("synthetics", (at) => `canary:${check(at)}`),
    },
  ],
};
