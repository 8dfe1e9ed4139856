import * as assert from "node:assert/strict";
import { OutboundFederation } from "../../components/azure/outbound-federation";
import { sasSecretNames, sasSecretPrefix } from "../../components/azure/sas-access";
import { SasRenewal } from "../../components/azure/sas-renewal";
import { SasSecrets } from "../../components/azure/sas-secrets";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { functionPlace } from "./function-place";
import { ACCOUNT, REGION, runComponent } from "./ground";
import { statementsOf } from "./policy-evaluation";

const TENANT = "99999999-8888-7777-6666-555555555555";
const COPY = { accountName: "archivepre", containerName: "replica" };
const READ_ONLY = "azure/archivepre/replica/read_only_sas_url";
const READ_WRITE = "azure/archivepre/replica/read_write_sas_url";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const FUNCTION = "aws:lambda/function:Function";

const make = (preview = false) =>
  runComponent(({ keyArn, boundaryArn, alarmTopicArn, vpcId, subnetIds }, opts) => {
    const { issuer } = new OutboundFederation("federation", opts);
    const secrets = new SasSecrets("sas", { ...COPY, secretsKeyArn: keyArn }, opts);
    const renewal = new SasRenewal(
      "renewal",
      {
        ...COPY,
        functionName: "storage-pre-azure-sas",
        tenantId: TENANT,
        clientIds: { readOnly: TENANT.replaceAll("9", "1"), readWrite: TENANT.replaceAll("9", "2") },
        secrets,
        secretsKeyArn: keyArn,
        network: { vpcId, subnetIds },
        place: functionPlace({ keyArn, boundaryArn, alarmTopicArn }),
      },
      opts,
    );
    return { keyArn, alarmTopicArn, subnetIds, issuer, names: secrets.names, roleName: renewal.roleName };
  }, preview);

describe("the secrets of the Azure copy", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("have the names that replicators and verifiers look for", () => {
    assert.equal(sasSecretPrefix(COPY), "azure/archivepre/replica");
    assert.deepEqual(sasSecretNames(COPY), { readOnly: READ_ONLY, readWrite: READ_WRITE });
    assert.deepEqual(graph.outputs["names"], { readOnly: READ_ONLY, readWrite: READ_WRITE });
    assert.deepEqual(graph.texts("aws:secretsmanager/secret:Secret", "name"), [READ_ONLY, READ_WRITE]);
  });

  it("are encrypted with our key, protected, and have no value in the program", () => {
    for (const { inputs, protect, retainOnDelete } of graph.of("aws:secretsmanager/secret:Secret")) {
      assert.equal(inputs["kmsKeyId"], graph.outputs["keyArn"]);
      assert.equal(inputs["recoveryWindowInDays"], 30);
      assert.deepEqual([protect, retainOnDelete], [true, true]);
    }
    assert.deepEqual(graph.of("aws:secretsmanager/secretVersion:SecretVersion"), []);
  });
});

describe("SasRenewal", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });
  const statement = (sid: string) => {
    const [policy] = graph
      .of("aws:iam/rolePolicy:RolePolicy")
      .filter(({ inputs }) => inputs["role"] === "storage-pre-azure-sas");
    return statementsOf(policy?.inputs["policy"]).find(({ Sid }) => Sid === sid);
  };

  it("may ask STS for a short token for Microsoft Entra, and for nobody else", () => {
    assert.deepEqual(statement("SayWhoItIsToAzure"), {
      Sid: "SayWhoItIsToAzure",
      Effect: "Allow",
      Action: ["sts:GetWebIdentityToken"],
      Resource: ["*"],
      Condition: {
        "ForAllValues:StringEquals": { "sts:IdentityTokenAudience": ["api://AzureADTokenExchange"] },
        Null: { "sts:IdentityTokenAudience": ["false"] },
        StringEquals: { "sts:SigningAlgorithm": ["RS256"] },
        NumericLessThanEquals: { "sts:DurationSeconds": ["300"] },
      },
    });
  });

  it("may put the two secrets and look at them, and reads none", () => {
    const secret = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret`;
    const put = statement("PutTheTwoSecrets");
    assert.deepEqual(put?.Action, ["secretsmanager:PutSecretValue", "secretsmanager:DescribeSecret"]);
    assert.deepEqual(put.Resource, [`${secret}:${READ_ONLY}-??????`, `${secret}:${READ_WRITE}-??????`]);
    const encrypt = statement("EncryptTheTwoSecrets");
    assert.deepEqual(encrypt?.Resource, [graph.outputs["keyArn"]]);
    assert.deepEqual(encrypt.Condition, {
      StringEquals: { "kms:ViaService": [`secretsmanager.${REGION}.amazonaws.com`] },
    });
  });

  it("runs behind the NAT gateways, reached by nobody", () => {
    const [group] = graph.of("aws:ec2/securityGroup:SecurityGroup");
    const { vpcConfig } = graph.one(FUNCTION, "renewal-function").inputs;
    assert.deepEqual(vpcConfig, { subnetIds: graph.outputs["subnetIds"], securityGroupIds: [group?.id] });
    assert.deepEqual(graph.of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), []);
    const [out, ...more] = graph.of("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    assert.deepEqual([out?.inputs["fromPort"], out?.inputs["toPort"], more], [443, 443, []]);
    assert.deepEqual(statement("ConnectWithTheSubnets")?.Resource, [`arn:aws:ec2:${REGION}:${ACCOUNT}:*/*`]);
  });

  it("is told names and clients, never a URL or token", () => {
    const { environment } = graph.one(FUNCTION, "renewal-function").inputs;
    assert.deepEqual(environment, {
      variables: {
        POWERTOOLS_SERVICE_NAME: "storage-pre-azure-sas",
        POWERTOOLS_METRICS_NAMESPACE: "Strongroom",
        AZURE_TENANT_ID: TENANT,
        AZURE_ACCOUNT: "archivepre",
        AZURE_CONTAINER: "replica",
        READ_ONLY_CLIENT_ID: TENANT.replaceAll("9", "1"),
        READ_ONLY_SECRET: READ_ONLY,
        READ_WRITE_CLIENT_ID: TENANT.replaceAll("9", "2"),
        READ_WRITE_SECRET: READ_WRITE,
      },
    });
  });

  it("runs twice a day", () => {
    const { inputs } = graph.one("aws:scheduler/schedule:Schedule", "renewal-schedule");
    assert.equal(inputs["scheduleExpression"], "cron(20 3,15 * * ? *)");
  });

  for (const [access, secret] of [
    ["readOnly", READ_ONLY],
    ["readWrite", READ_WRITE],
  ] as const)
    it(`alarms when the URL in ${secret} has less than three days left, or says nothing for a day`, () => {
      const { alarmDescription, ...alarm } = graph.one(ALARM, `renewal-${access}-days-left`).inputs;
      assert.match(
        String(alarmDescription),
        new RegExp(`^The URL in ${secret} ends .+\nWhat to do: .+docs/azure.md`),
      );
      assert.match(String(alarmDescription), /\nLog group: \/aws\/lambda\/storage-pre-azure-sas\n/);
      assert.deepEqual(alarm, {
        name: `storage-pre-azure-sas_${access}_days_left`,
        namespace: "Strongroom",
        metricName: "DaysLeft",
        dimensions: { service: "storage-pre-azure-sas", secret },
        statistic: "Minimum",
        period: 86_400,
        evaluationPeriods: 1,
        comparisonOperator: "LessThanThreshold",
        threshold: 3,
        treatMissingData: "breaching",
        alarmActions: [graph.outputs["alarmTopicArn"]],
        okActions: [graph.outputs["alarmTopicArn"]],
      });
    });

  it("knows its policy in a preview", async () => {
    const preview = await make(true);
    for (const { inputs } of preview.of("aws:iam/rolePolicy:RolePolicy"))
      assert.equal(hasUnknown(inputs["policy"]), false);
  });
});

describe("outbound federation", () => {
  it("gives the issuer of the account's tokens, and stays when its stack goes", async () => {
    const graph = await make();
    const { inputs, protect, retainOnDelete } = graph.one(
      "aws:iam/outboundWebIdentityFederation:OutboundWebIdentityFederation",
      "federation-federation",
    );
    assert.deepEqual([inputs, protect, retainOnDelete], [{}, true, true]);
    assert.match(String(graph.outputs["issuer"]), /^https:\/\/[0-9a-f-]{36}\.tokens\.sts\.global\.api\.aws$/);
  });
});
