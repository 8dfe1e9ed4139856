import { appFunctions } from "./functions";
import { grantingKeys, usingKeys } from "../rights/keys";
import { ALL, named, TAGS, words, type Works } from "../rights/work";

/**
 * What runs, and how it is reached: what the provider calls for the resource types of app stacks [Terraform
 * provider's sources; AWS: Service authorization reference]. What base stacks are made of (networks, tables, buckets,
 * keys, domains, secrets, user pools, load balancers, trails) is not here: a deploy of app stacks changes nothing that
 * lasts.
 */
export const runningWork: Works = {
  apigateway: [
    {
      actions: words("DELETE PATCH POST PUT SetWebACL"),
      on: () =>
        words("/restapis /restapis/* /tags/* /vpclinks /vpclinks/*").map(
          (path) => `arn:aws:apigateway:*::${path}`,
        ),
    },
  ],
  "application-autoscaling": [
    {
      actions: words(
        `DeleteScalingPolicy DeregisterScalableTarget PutScalingPolicy RegisterScalableTarget ${TAGS}`,
      ),
      on: named("application-autoscaling", () => "scalable-target/*"),
    },
  ],
  ec2: [
    {
      actions:
        words(`AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateSecurityGroup CreateTags
        DeleteSecurityGroup DeleteTags ModifySecurityGroupRules RevokeSecurityGroupEgress
        RevokeSecurityGroupIngress`),
      on: named("ec2", () => words("security-group/* security-group-rule/* vpc/*")),
    },
    {
      // A link of API Gateway into the network is a service endpoint that the caller makes [AWS: API Gateway VPC links].
      actions: words(`CreateVpcEndpointServiceConfiguration DeleteVpcEndpointServiceConfigurations
        DescribeVpcEndpointServicePermissions ModifyVpcEndpointServicePermissions`),
      on: named("ec2", () => "vpc-endpoint-service/*"),
    },
  ],
  ecs: [
    {
      actions: words(`CreateService DeleteService UpdateService ${TAGS}`),
      on: named("ecs", ({ stage }) => `service/strongroom-${stage}/*`),
    },
    {
      actions: words(`RegisterTaskDefinition ${TAGS}`),
      on: named("ecs", ({ storageNamespace }) => `task-definition/${storageNamespace}-*`),
    },
    { actions: words("DeregisterTaskDefinition"), on: ALL },
  ],
  elasticloadbalancing: [
    {
      actions: words(`AddTags CreateListener CreateTargetGroup DeleteListener DeleteTargetGroup ModifyListener
        ModifyListenerAttributes ModifyTargetGroup ModifyTargetGroupAttributes RemoveTags`),
      on: named("elasticloadbalancing", ({ storageNamespace }) =>
        ["loadbalancer/net", "listener/net", "targetgroup"].map((kind) => `${kind}/${storageNamespace}-*`),
      ),
    },
  ],
  // The environment of a function is encrypted with the stage's data key.
  kms: [usingKeys("Decrypt Encrypt", ["lambda"]), grantingKeys(["lambda"])],
  lambda: [
    {
      actions: words(`AddPermission CreateFunction DeleteFunction DeleteFunctionConcurrency
        DeleteFunctionEventInvokeConfig PutFunctionConcurrency PutFunctionEventInvokeConfig RemovePermission
        UpdateFunctionCode UpdateFunctionConfiguration UpdateFunctionEventInvokeConfig ${TAGS}`),
      on: named("lambda", (at) => appFunctions(at).map((name) => `function:${name}`)),
    },
  ],
  route53: [
    // Names of services are found in a zone that the namespace brings along.
    { actions: words("CreateHostedZone"), on: ALL },
    { actions: words("DeleteHostedZone"), on: () => ["arn:aws:route53:::hostedzone/*"] },
  ],
  servicediscovery: [
    { actions: words(`CreatePrivateDnsNamespace ${TAGS}`), on: ALL },
    {
      actions: words(
        "CreateService DeleteNamespace DeleteService GetOperation UpdatePrivateDnsNamespace UpdateService",
      ),
      on: named("servicediscovery", () => words("namespace/* service/*")),
    },
  ],
};
