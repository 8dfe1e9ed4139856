import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, refusals, type Step } from "./cases";
import { network } from "./things";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
const key = (name: string, who: string): Step => ({
  type: token.KEY,
  name,
  inputs: {
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "kms:*",
          Resource: "*",
          Condition: { ArnEquals: { "aws:PrincipalArn": who } },
        },
      ],
    }),
  },
});
const disk = (ebs: Properties) => ({ blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs }] });
const template = (name: string, keyName?: string): Step => ({
  type: token.LAUNCH_TEMPLATE,
  name,
  inputs: (made) => ({
    imageId: "ami-0123456789abcdef0",
    ...(keyName === undefined ? {} : disk({ encrypted: "true", kmsKeyId: made(keyName).outputs["arn"] })),
  }),
});
const group = (name: string, more: Properties = {}): Step => ({
  type: token.MACHINE_GROUP,
  name,
  inputs: (made) => ({
    minSize: 0,
    maxSize: 3,
    protectFromScaleIn: true,
    launchTemplate: { id: made("template").id },
    vpcZoneIdentifiers: [made("subnet").id],
    ...more,
  }),
});

describe("the simulated AWS: machines", () => {
  const oneTemplate = casesOf("a launch template", token.LAUNCH_TEMPLATE, (change) => ({
    imageId: "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
    ...change,
  }));
  const oneGroup = casesOf(
    "an Auto Scaling group",
    token.MACHINE_GROUP,
    (change) => (made) => ({
      minSize: 0,
      maxSize: 3,
      launchTemplate: { id: made("template").id },
      ...change,
    }),
    [template("template")],
  );
  const capacity =
    (groupName: string, managedScaling: string) =>
    (made: (name: string) => { readonly outputs: Properties }): Properties => ({
      name: "machines",
      autoScalingGroupProvider: {
        autoScalingGroupArn: made(groupName).outputs["arn"],
        managedScaling: { status: managedScaling },
        managedTerminationProtection: "ENABLED",
      },
    });
  const machines = [
    ...network,
    template("template"),
    group("group"),
    group("open", { protectFromScaleIn: false }),
  ];
  refusals([
    oneTemplate("of a name for an image", { imageId: "amazon-linux" }, /imageId/),
    oneTemplate("with user data in the clear", { userData: "#!/bin/bash\n" }, /userData/, {
      userData: "IyEvYmluL2Jhc2gK",
    }),
    oneTemplate(
      "with session tokens wanted somehow",
      { metadataOptions: { httpTokens: "yes" } },
      /httpTokens/,
      {
        metadataOptions: { httpTokens: "required" },
      },
    ),
    oneTemplate(
      "with a disk that is larger than gp2 has",
      disk({ volumeType: "gp2", volumeSize: 16_385 }),
      /InvalidParameterValue: Volume of 16385GiB is out of range for gp2/,
      disk({ volumeType: "gp3", volumeSize: 16_385 }),
    ),
    oneTemplate(
      "with a key for a disk in the clear",
      disk({ kmsKeyId: "alias/aws/ebs" }),
      /InvalidParameterDependency: The parameter KmsKeyId requires/,
      disk({ kmsKeyId: "alias/aws/ebs", encrypted: "true" }),
    ),
    oneTemplate(
      "with tags for what no machine brings with it",
      { tagSpecifications: [{ resourceType: "image", tags: { owner: "archive" } }] },
      /tagSpecifications/,
      { tagSpecifications: [{ resourceType: "volume", tags: { owner: "archive" } }] },
    ),
    oneGroup("with less at most than at least", { minSize: 4 }, /Max bound, 3, must be greater/, {
      minSize: 3,
    }),
    {
      what: "an Auto Scaling group whose disks have a key that does not let Auto Scaling in",
      given: [
        key("shut", `arn:aws:iam::${ACCOUNT}:role/other`),
        key("open", ROLE),
        template("shut-template", "shut"),
        template("open-template", "open"),
      ],
      type: token.MACHINE_GROUP,
      refused: (made) => ({ minSize: 0, maxSize: 1, launchTemplate: { id: made("shut-template").id } }),
      because: /the machines of .* would end at once: the policy of the key .* does not let in/,
      accepted: (made) => ({ minSize: 0, maxSize: 1, launchTemplate: { id: made("open-template").id } }),
    },
    {
      what: "a capacity provider that keeps machines of a group that does not",
      given: machines,
      type: token.CAPACITY_PROVIDER,
      refused: capacity("open", "ENABLED"),
      because: /the Auto Scaling group must have instance protection from scale in enabled/,
      accepted: capacity("group", "ENABLED"),
    },
    {
      what: "a capacity provider that keeps machines and does not scale them",
      given: machines,
      type: token.CAPACITY_PROVIDER,
      refused: capacity("group", "DISABLED"),
      because: /managed scaling must be enabled/,
      accepted: capacity("group", "ENABLED"),
    },
    {
      what: "a capacity provider with a name of AWS's",
      given: machines,
      type: token.CAPACITY_PROVIDER,
      refused: (made) => ({ ...capacity("group", "ENABLED")(made), name: "ecs-machines" }),
      because: /not beginning with aws, ecs or fargate/,
      accepted: capacity("group", "ENABLED"),
    },
  ]);
});

describe("the simulated AWS: what is masked in logs", () => {
  const statement = (operation: Properties, identifiers: readonly string[]) => ({
    Sid: "one",
    DataIdentifier: identifiers,
    Operation: operation,
  });
  const audit = { Audit: { FindingsDestination: {} } };
  const mask = { Deidentify: { MaskConfig: {} } };
  const AWS_KEY = "arn:aws:dataprotection::aws:data-identifier/AwsSecretKey";
  const policy = (own: Readonly<Record<string, string>>, ...statements: readonly unknown[]): Properties => ({
    policyDocument: JSON.stringify({
      Name: "masks",
      Version: "2021-06-01",
      Configuration: {
        CustomDataIdentifier: Object.entries(own).map(([Name, Regex]) => ({ Name, Regex })),
      },
      Statement: statements,
    }),
  });
  const both = (...identifiers: readonly string[]) => [
    statement(audit, identifiers),
    statement(mask, identifiers),
  ];
  const masks = casesOf(
    "a data protection policy",
    token.LOG_DATA_PROTECTION,
    (change) => (made) => ({
      logGroupName: made("log").outputs["name"],
      ...policy({}, ...both(AWS_KEY)),
      ...change,
    }),
    [{ type: token.LOG_GROUP, name: "log", inputs: { name: "archive" } }],
  );
  refusals([
    masks(
      "that only masks",
      policy({}, statement(mask, [AWS_KEY])),
      /one audit and one de-identify statement/,
    ),
    masks(
      "that masks other than it counts",
      policy({ Word: "word" }, statement(audit, [AWS_KEY]), statement(mask, ["Word"])),
      /both statements must have the same DataIdentifier/,
    ),
    masks(
      "of what nobody knows",
      policy({}, ...both("Word")),
      /Word is neither AWS's nor configured/,
      policy({ Word: "word" }, ...both("Word")),
    ),
    masks(
      "with a sign that no expression of its own may have",
      policy({ Word: "word:(.*)" }, ...both("Word")),
      /CustomDataIdentifier\.Regex of Word/,
      policy({ Word: "word.[a-z]*" }, ...both("Word")),
    ),
    masks(
      "of an older version",
      { policyDocument: '{"Version":"2012-10-17"}' },
      /Version of a data protection policy/,
    ),
  ]);
});

describe("the simulated AWS: names without DNS", () => {
  const namespace = (name: string): Step => ({
    type: token.HTTP_NAMESPACE,
    name,
    inputs: { name: "archive" },
  });
  refusals([
    {
      what: "a namespace that is there",
      given: [namespace("one")],
      type: token.HTTP_NAMESPACE,
      refused: { name: "archive" },
      because: /NamespaceAlreadyExists/,
      accepted: { name: "another" },
    },
  ]);
});
