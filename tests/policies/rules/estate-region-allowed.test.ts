import { estateRegionAllowed } from "../../../policies/rules/estate-region-allowed";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const config = {
  allowedRegions: ["eu-west-1", "eu-west-2"],
  allowedAzureLocations: ["westeurope", "northeurope"],
};
const REGIONS = "expected one of eu-west-1, eu-west-2";
const LOCATIONS = "expected one of westeurope, northeurope";

const AWS = "pulumi:providers:aws";
const AZURE = "pulumi:providers:azure-native";
const QUEUE = "aws:sqs/queue:Queue";
const ACCOUNT = "azure-native:storage:StorageAccount";
const TABLE = "aws:dynamodb/table:Table";

function resource(type: string, props: object, providerProps?: object): Given {
  return { type, name: "it", props, ...(providerProps && { providerProps }) };
}

function accepted(as: Accepted["as"], what: string, given: Given): Accepted {
  return { as, what, given, config };
}

function refused(what: string, given: Given, ...found: readonly [string, ...string[]]): Refused {
  return { what, given, config, says: found.map((each) => `it: ${each}`) };
}

const here = { region: "eu-west-1" };
const edge = { region: "us-east-1" };
const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
const OF_CLOUDFRONT = [
  "aws:acm/certificate:Certificate",
  "aws:acm/certificateValidation:CertificateValidation",
  "aws:cloudwatch/logDelivery:LogDelivery",
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
  "aws:cloudwatch/logDeliverySource:LogDeliverySource",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:kms/alias:Alias",
  "aws:kms/key:Key",
  "aws:sns/topic:Topic",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topicSubscription:TopicSubscription",
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
];

tryRule(estateRegionAllowed, {
  remedy: "Give the provider a region, or the resource a location, that the stage allows.",
  accepts: [
    accepted("compliant", "a queue in the first region, by its provider", resource(QUEUE, {}, here)),
    accepted(
      "compliant",
      "a queue in another region than its provider's",
      resource(QUEUE, { region: "eu-west-2" }, { region: "us-east-1" }),
    ),
    accepted("compliant", "providers of both clouds", resource(AWS, { region: "eu-west-2" })),
    accepted("compliant", "a provider of Azure", resource(AZURE, { location: "northeurope" })),
    accepted("compliant", "an account", resource(ACCOUNT, { location: "westeurope" })),
    accepted(
      "near miss",
      "an account whose location is written as Azure's pages do",
      resource(ACCOUNT, { location: "North  Europe" }),
    ),
    accepted(
      "near miss",
      "an account where its provider is",
      resource(ACCOUNT, {}, { location: "West Europe" }),
    ),
    accepted("near miss", "a provider of AWS that leaves it to its resources", resource(AWS, {})),
    accepted("near miss", "a provider of Azure that leaves it to its resources", resource(AZURE, {})),
    accepted("near miss", "a table without copies", resource(TABLE, {}, here)),
    accepted(
      "near miss",
      "a table with a copy in the other region",
      resource(TABLE, { replicas: [{ regionName: "eu-west-2" }] }, here),
    ),
    accepted(
      "not applicable",
      "a role, wherever its provider is",
      resource("aws:iam/role:Role", {}, { region: "us-east-1" }),
    ),
    accepted("not applicable", "a role of Azure", resource("azure-native:authorization:RoleAssignment", {})),
    accepted(
      "not applicable",
      "a component",
      resource("strongroom:vault:Vault", { region: "x", location: "x" }),
    ),
    accepted(
      "not applicable",
      "another provider",
      resource("pulumi:providers:random", { region: "x", location: "x" }),
    ),
    accepted("near miss", "the provider of what CloudFront takes from us-east-1", resource(AWS, edge)),
    ...OF_CLOUDFRONT.map((type) =>
      accepted("near miss", `what CloudFront takes from us-east-1: ${type}`, resource(type, {}, edge)),
    ),
    accepted(
      "near miss",
      "an alarm about CloudFront, by itself",
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", edge, here),
    ),
    accepted(
      "near miss",
      "the log of who asked for a zone's names",
      resource("aws:cloudwatch/logGroup:LogGroup", { name: "/aws/route53/a.example.org" }, edge),
    ),
    accepted("near miss", "a firewall of CloudFront", resource(WEB_ACL, { scope: "CLOUDFRONT" }, edge)),
    accepted("not applicable", "a queue that has a location", resource(QUEUE, { location: "x" }, here)),
  ],
  refuses: [
    refused(
      "a queue elsewhere by its provider",
      resource(QUEUE, {}, { region: "eu-west-3" }),
      `the region of its provider is eu-west-3; ${REGIONS}`,
    ),
    refused(
      "a queue elsewhere by itself",
      resource(QUEUE, { region: "us-east-1" }, here),
      `region is us-east-1; ${REGIONS}`,
    ),
    refused(
      "a queue that nobody places",
      resource(QUEUE, {}),
      `the region of its provider is absent; ${REGIONS}`,
    ),
    refused(
      "a queue whose provider has no region",
      resource(QUEUE, {}, {}),
      `the region of its provider is absent; ${REGIONS}`,
    ),
    refused(
      "a queue in an unknown region",
      resource(QUEUE, { region: UNKNOWN }, here),
      `region is not known in preview; ${REGIONS}`,
    ),
    refused(
      "a queue by a provider in an unknown region",
      resource(QUEUE, {}, { region: UNKNOWN }),
      `the region of its provider is not known in preview; ${REGIONS}`,
    ),
    refused(
      "a region that is no text",
      resource(QUEUE, { region: 1 }, here),
      `region is not a text; ${REGIONS}`,
    ),
    refused(
      "a region in capitals",
      resource(QUEUE, { region: "EU-WEST-1" }),
      `region is EU-WEST-1; ${REGIONS}`,
    ),
    refused(
      "a type that the table does not know",
      resource("aws:sometime/later:Later", {}),
      `the region of its provider is absent; ${REGIONS}`,
    ),
    refused(
      "a role with a region",
      resource("aws:iam/role:Role", { region: "x" }),
      `region is x; ${REGIONS}`,
    ),
    refused("a provider of AWS", resource(AWS, { region: "us-east-2" }), `region is us-east-2; ${REGIONS}`),
    refused(
      "a firewall of a region where CloudFront's are",
      resource(WEB_ACL, { scope: "REGIONAL" }, edge),
      `the region of its provider is us-east-1; ${REGIONS}`,
    ),
    refused(
      "a firewall of a scope that is not known, there",
      resource(WEB_ACL, { scope: UNKNOWN }, edge),
      `the region of its provider is us-east-1; ${REGIONS}`,
    ),
    refused(
      "a firewall of CloudFront elsewhere",
      resource(WEB_ACL, { scope: "CLOUDFRONT" }, { region: "us-west-2" }),
      `the region of its provider is us-west-2; ${REGIONS}`,
    ),
    refused(
      "a log group where CloudFront's alarms are: it would hold who asked for what",
      resource("aws:cloudwatch/logGroup:LogGroup", {}, edge),
      `the region of its provider is us-east-1; ${REGIONS}`,
    ),
    refused(
      "a log group there of a name that is not known",
      resource("aws:cloudwatch/logGroup:LogGroup", { name: UNKNOWN }, edge),
      `the region of its provider is us-east-1; ${REGIONS}`,
    ),
    refused(
      "a log group there whose name only holds Route 53's",
      resource("aws:cloudwatch/logGroup:LogGroup", { name: "/a/aws/route53/b" }, edge),
      `the region of its provider is us-east-1; ${REGIONS}`,
    ),
    refused(
      "the log of a zone's names elsewhere",
      resource("aws:cloudwatch/logGroup:LogGroup", { name: "/aws/route53/a" }, { region: "us-west-2" }),
      `the region of its provider is us-west-2; ${REGIONS}`,
    ),
    refused(
      "a provider of AWS in an unknown region",
      resource(AWS, { region: UNKNOWN }),
      `region is not known in preview; ${REGIONS}`,
    ),
    refused(
      "a provider of Azure",
      resource(AZURE, { location: "eastus" }),
      `location is eastus; ${LOCATIONS}`,
    ),
    refused(
      "an account",
      resource(ACCOUNT, { location: "East US" }),
      `location is a text of 7 characters; ${LOCATIONS}`,
    ),
    refused(
      "an account that nobody places",
      resource(ACCOUNT, {}),
      `the location of its provider is absent; ${LOCATIONS}`,
    ),
    refused(
      "an account by its provider",
      resource(ACCOUNT, {}, { location: "eastus" }),
      `the location of its provider is eastus; ${LOCATIONS}`,
    ),
    ...[
      [TABLE, "replicas", "regionName"],
      ["aws:dynamodb/globalTable:GlobalTable", "replicas", "regionName"],
      ["aws:secretsmanager/secret:Secret", "replicas", "region"],
    ].map(([type = "", list = "", name = ""]) =>
      refused(
        `the second copy of ${type}`,
        resource(type, { [list]: [{ [name]: "eu-west-2" }, { [name]: "us-east-1" }] }, here),
        `${list}[1].${name} is us-east-1; ${REGIONS}`,
      ),
    ),
    refused(
      "copies that are not known, of a table that is elsewhere",
      resource(TABLE, { region: "us-east-1", replicas: UNKNOWN }),
      `region is us-east-1; ${REGIONS}`,
      `replicas is not known in preview; ${REGIONS}`,
    ),
  ],
});
