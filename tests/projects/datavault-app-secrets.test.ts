import * as assert from "node:assert/strict";
import { z } from "zod";
import { requestOf } from "../../functions/migrate/request";
import { secretNames, serviceNames, type SecretUse } from "../../projects/datavault/names";
import { stages } from "../../projects/estate";
import { ACCOUNT, role } from "../components/ground";
import { allows } from "../components/policy-evaluation";
import type { Graph } from "../graph/graph";
import { deployed, estateStack, previewed } from "../graph/project";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const FUNCTION = "aws:lambda/function:Function";

const Pattern = z.object({
  source: z.tuple([z.literal("aws.secretsmanager")]),
  "detail-type": z.tuple([z.literal("AWS API Call via CloudTrail")]),
  detail: z.object({
    eventName: z.array(z.string()),
    errorCode: z.tuple([z.object({ exists: z.literal(false) })]),
    requestParameters: z.object({
      secretId: z.array(z.union([z.string(), z.object({ wildcard: z.string() })])),
    }),
  }),
});

/** Whether EventBridge takes a text for one that a pattern means: a wildcard here has two stars. */
function means(wanted: string | { readonly wildcard: string }, text: string): boolean {
  if (typeof wanted === "string") return wanted === text;
  const [start = "", middle = "", end = ""] = wanted.wildcard.split("*");
  return end === "" && text.startsWith(start) && text.slice(start.length).includes(middle);
}

for (const stage of stages)
  describe(`the secrets that services of datavault/app read in ${stage}`, () => {
    let graph: Graph;
    let planned: Graph;
    before(async function () {
      this.timeout(120_000);
      graph = await deployed(estateStack("datavault/app"), stage);
      planned = await previewed(estateStack("datavault/app"), stage);
    });
    const { broker, web, worker, migrations } = serviceNames(stage);

    /** What starts anew when a call has changed a secret that it names so; nothing where no rule means it. */
    const startsAnew = (secretId: string, eventName = "PutSecretValue"): readonly string[] =>
      graph.of(RULE).flatMap(({ inputs }) => {
        const pattern = Pattern.safeParse(JSON.parse(String(inputs["eventPattern"])));
        if (!pattern.success) return [];
        const { detail } = pattern.data;
        if (!detail.eventName.includes(eventName)) return [];
        if (!detail.requestParameters.secretId.some((wanted) => means(wanted, secretId))) return [];
        const target = graph.of(TARGET).find((of) => of.inputs["rule"] === inputs["name"]);
        return requestOf(JSON.parse(String(target?.inputs["input"]))).thenRestart;
      });

    const readers: readonly (readonly [SecretUse, readonly string[]])[] = [
      ["databasePassword", [broker]],
      ["ldapPassword", [broker, web]],
      ["mailPassword", [broker, web]],
      ["brokerApiKey", [broker, web]],
      ["signInClientSecret", [web]],
      ["signInCookieKey", [web]],
      // Workers read these: a job would end.
      ["queuePassword", []],
      ["keyStore", []],
    ];
    for (const [use, services] of readers)
      it(`S10: ${services.length === 0 ? "start nothing" : `start ${services.length} of broker and web`} anew when ${use} changes, however the caller names it`, () => {
        const name = secretNames(stage)[use];
        const arn = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:${name}-a1B2c3`;
        assert.deepEqual(startsAnew(name), services);
        assert.deepEqual(startsAnew(arn, "UpdateSecretVersionStage"), services);
      });

    it("start nothing anew when they are only read, or another secret changes", () => {
      const name = secretNames(stage).databasePassword;
      assert.deepEqual(startsAnew(name, "GetSecretValue"), []);
      assert.deepEqual(startsAnew(`${name}2`), []);
      assert.deepEqual(startsAnew(name.replace("datavault", "webservice")), []);
    });

    it("S10: have the database take a new password over first, by the migrations of the release", () => {
      const { arn } = graph.one(FUNCTION, "migrations-run-function").outputs;
      const now = JSON.parse(
        String(graph.one("aws:lambda/invocation:Invocation", "migrations-now").inputs["input"]),
      );
      for (const word of ["broker", "broker-and-web", "web"]) {
        const { inputs, dependsOn } = graph.one(TARGET, `migrations-${word}-target`);
        assert.equal(inputs["arn"], arn);
        const asked = requestOf(JSON.parse(String(inputs["input"])));
        assert.deepEqual({ ...asked, thenRestart: [] }, now);
        const admitted = graph.one("aws:lambda/permission:Permission", `migrations-${word}-permission`);
        assert.equal(
          admitted.inputs["sourceArn"],
          graph.one(RULE, `migrations-${word}-changed`).outputs["arn"],
        );
        assert.ok(dependsOn.includes(admitted.urn));
      }
    });

    it("S10: give the database's user another password each month, by which the migrations and the broker are started", () => {
      const { environment } = graph.one(FUNCTION, "password-renewal-function").inputs;
      const renewed = String(Object(environment).variables.SECRET);
      assert.equal(renewed, secretNames(stage).databasePassword);
      // As it asks for it: by the name, and by that call.
      assert.deepEqual(startsAnew(renewed, "PutSecretValue"), [broker]);
      const { inputs } = graph.one("aws:scheduler/schedule:Schedule", "password-renewal-schedule");
      assert.equal(inputs["scheduleExpression"], "cron(0 13 ? * 1#1 *)");
    });

    it("have broker and web started anew by a function that may do so with them alone; a preview knows so", () => {
      const { policy } = planned.one(
        "aws:iam/rolePolicy:RolePolicy",
        "migrations-run-execution-permissions",
      ).inputs;
      const may = (service: string, action = "ecs:UpdateService") =>
        allows(policy, {
          principal: role(migrations),
          action,
          resource: `arn:aws:ecs:eu-west-1:${accountOf(policy)}:service/strongroom-${stage}-datavault/${service}`,
          context: {},
        });
      assert.deepEqual(
        [broker, web, worker("worker-1")].map((service) => may(service)),
        [true, true, false],
      );
      assert.equal(may(broker, "ecs:DeleteService"), false);
    });
  });

/** The account that a policy is of. */
const accountOf = (policy: unknown): string => /arn:aws:ecs:[\w-]+:(\d{12}):/.exec(String(policy))?.[1] ?? "";
