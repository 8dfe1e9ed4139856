import { grantingKeys, usingKeys } from "../../rights/keys";
import { ecsServices, FUNCTIONS, scaling, SCHEDULES, securityGroups } from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";
import { datavault, functions, migrations, schedules, services } from "./names";

/**
 * How DataVault runs and is reached: what the provider calls for the resource types of its app stack [Terraform provider's
 * sources; AWS: Service authorization reference]. All that lasts is of datavault/base, and not here.
 */
export const datavaultRunning: Works = {
  "application-autoscaling": [scaling],
  ec2: [securityGroups],
  ecs: [
    ...ecsServices(services, (at) => [...services(at), migrations(at)].map((name) => `${name}:*`), datavault),
    {
      // How a new task goes is asked of its deployment.
      actions: words("DescribeServiceDeployments ListServiceDeployments"),
      on: named("ecs", (at) =>
        ["service", "service-deployment"].map((kind) => `${kind}/${datavault(at)}/${datavault(at)}-*`),
      ),
    },
    {
      actions: words(`CreateCluster DeleteCluster PutClusterCapacityProviders ${TAGS} UpdateCluster`),
      on: named("ecs", (at) => `cluster/${datavault(at)}`),
    },
  ],
  elasticloadbalancing: [
    {
      actions: words("CreateTargetGroup DeleteTargetGroup ModifyTargetGroup ModifyTargetGroupAttributes"),
      on: named("elasticloadbalancing", (at) => `targetgroup/${datavault(at)}-*`),
    },
    {
      actions: words("AddTags CreateRule DeleteRule ModifyRule RemoveTags SetRulePriorities"),
      on: named("elasticloadbalancing", (at) => [
        `targetgroup/${datavault(at)}-*`,
        ...["listener", "listener-rule"].map((kind) => `${kind}/app/${datavault(at)}/*`),
      ]),
    },
  ],
  // The environment of a function is encrypted with the stage's data key.
  kms: [usingKeys("Decrypt Encrypt", ["lambda"]), grantingKeys(["lambda"])],
  lambda: [
    {
      actions: FUNCTIONS,
      on: named("lambda", (at) => functions(at).map((name) => `function:${name}`)),
    },
    {
      // It is called by the deploy, and by the rules of changed secrets.
      actions: words("AddPermission InvokeFunction RemovePermission"),
      on: named("lambda", (at) => `function:${migrations(at)}`),
    },
  ],
  scheduler: [
    {
      actions: SCHEDULES,
      on: named("scheduler", (at) => schedules(at).map((name) => `schedule/default/${name}`)),
    },
  ],
  servicediscovery: [
    // By what names the services find each other.
    { actions: words(`CreateHttpNamespace ${TAGS}`), on: ALL },
    {
      actions: words("DeleteNamespace GetOperation UpdateHttpNamespace"),
      on: named("servicediscovery", () => "namespace/*"),
    },
  ],
};
