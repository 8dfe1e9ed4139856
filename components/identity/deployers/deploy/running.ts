import type { DeployedStage } from "../../rights/deployed-stage";
import { appFunctions } from "./functions";
import { grantingKeys, usingKeys } from "../../rights/keys";
import { ecsServices, FUNCTIONS, scaling, securityGroups } from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";

const ofStorage = ({ storageNamespace }: DeployedStage) => `${storageNamespace}-*`;

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
        words("/domainnames/*/basepathmappings* /restapis /restapis/* /tags/* /vpclinks /vpclinks/*").map(
          (path) => `arn:aws:apigateway:*::${path}`,
        ),
    },
  ],
  "application-autoscaling": [scaling],
  ec2: [
    securityGroups,
    {
      // A link of API Gateway into the network is a service endpoint that the caller makes [AWS: API Gateway VPC links].
      actions: words(`CreateVpcEndpointServiceConfiguration DeleteVpcEndpointServiceConfigurations
        DescribeVpcEndpointServicePermissions ModifyVpcEndpointServicePermissions`),
      on: named("ec2", () => "vpc-endpoint-service/*"),
    },
  ],
  ecs: ecsServices(ofStorage, ofStorage),
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
      actions: [
        ...FUNCTIONS,
        ...words(
          "AddPermission DeleteFunctionEventInvokeConfig PutFunctionEventInvokeConfig RemovePermission",
        ),
      ],
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
