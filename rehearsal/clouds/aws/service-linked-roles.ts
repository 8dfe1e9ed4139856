import { words, type Making, type ResourceType } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { arnWithoutRegion, iamId, MADE_AT } from "./arn";
import { DOMAIN, SERVICE_LINKED_ROLE } from "./tokens";
import { isSet, textAt } from "./values";

/** The roles that AWS has a template of, by the services that they are for, and which may be made more than once. */
const TEMPLATES: Readonly<Record<string, { readonly role: string; readonly takesSuffix?: boolean }>> = {
  "autoscaling.amazonaws.com": { role: "AWSServiceRoleForAutoScaling", takesSuffix: true },
  "ecs.amazonaws.com": { role: "AWSServiceRoleForECS" },
  "elasticloadbalancing.amazonaws.com": { role: "AWSServiceRoleForElasticLoadBalancing" },
  "es.amazonaws.com": { role: "AWSServiceRoleForAmazonElasticsearchService" },
  "ops.apigateway.amazonaws.com": { role: "AWSServiceRoleForAPIGateway" },
  "opensearchservice.amazonaws.com": { role: "AWSServiceRoleForAmazonOpenSearchService" },
  "rds.amazonaws.com": { role: "AWSServiceRoleForRDS" },
};

/** Roles by which AWS services work in the account [docs.aws.amazon.com: CreateServiceLinkedRole]. */
export const serviceLinkedRoles: Readonly<Record<string, ResourceType>> = {
  [SERVICE_LINKED_ROLE]: {
    inputs: words("awsServiceName customSuffix description tags"),
    required: words("awsServiceName"),
    id: arnOf,
    computed: {
      arn: arnOf,
      name: nameOf,
      path: ({ text }) => `/aws-service-role/${text("awsServiceName")}/`,
      createDate: () => MADE_AT,
      uniqueId: iamId("AROA"),
    },
    replacedBy: words("awsServiceName customSuffix"),
    limits: {
      awsServiceName: {
        like: /\./,
        says: "a full service hostname e.g. elasticbeanstalk.amazonaws.com",
      },
    },
    refuseMaking: refused,
    refuseDelete: stillUsed,
  },
};

function nameOf({ text }: Making): string {
  const suffix = text("customSuffix");
  const role = TEMPLATES[text("awsServiceName")]?.role ?? "";
  return suffix === "" ? role : `${role}_${suffix}`;
}

function arnOf(making: Making): string {
  const path = `role/aws-service-role/${making.text("awsServiceName")}`;
  return arnWithoutRegion("iam", making, `${path}/${nameOf(making)}`);
}

function refused(making: Making): string | undefined {
  const { text, account, before, cloud } = making;
  const service = text("awsServiceName");
  const template = TEMPLATES[service];
  if (template === undefined) return `InvalidInput: Cannot find Service Linked Role template for ${service}`;
  if (text("customSuffix") !== "" && template.takesSuffix !== true)
    return `InvalidInput: Custom suffix is not allowed for ${service}`;
  // Of the account, whatever the provider's region: `unique` of a name rule is for names that programs give.
  const name = nameOf(making);
  const taken = rolesFor(service, account, cloud).some(({ outputs }) => outputs["name"] === name);
  return taken && before === undefined
    ? `InvalidInput: Service role name ${name} has been taken in this account, please try a different suffix.`
    : undefined;
}

/** The service-linked roles that a service has in an account. */
export const rolesFor = (service: string, account: string, cloud: Cloud): readonly Thing[] =>
  cloud
    .all(SERVICE_LINKED_ROLE)
    .filter((role) => role.account === account && role.inputs["awsServiceName"] === service);

/** Of what uses such roles, search domains in a network are all that programs of ours make and that say so. */
function stillUsed(role: Thing, cloud: Cloud): string | undefined {
  if (textAt(role.inputs, "awsServiceName") !== "opensearchservice.amazonaws.com") return undefined;
  const user = cloud
    .all(DOMAIN)
    .find(({ account, inputs }) => account === role.account && isSet(inputs, "vpcOptions"));
  return user && `DeleteConflict: The role cannot be deleted: it is in use by ${user.id}`;
}
