import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, holds, inAccount, refusals, type Step } from "./cases";
import { role, roleArn } from "./things";

const points: Properties = {
  algorithm: "LATEST_WITHIN_WINDOW",
  includeVaults: [`arn:aws:backup:eu-west-1:${ACCOUNT}:backup-vault:backups`],
  recoveryPointTypes: ["SNAPSHOT"],
  selectionWindowDays: 7,
};

const planInputs: Properties = {
  name: "restore_test",
  scheduleExpression: "cron(0 8 ? * MON *)",
  recoveryPointSelection: points,
};
const plan: Step = { type: token.RESTORE_PLAN, name: "plan", inputs: planInputs };

const byTag = (key: string): Properties => ({ stringEquals: [{ key, value: "daily" }] });
const selected = (change: Properties): Properties => ({
  name: "databases",
  restoreTestingPlanName: "restore_test",
  iamRoleArn: roleArn("restore"),
  protectedResourceType: "Aurora",
  protectedResourceConditions: byTag("aws:ResourceTag/backup"),
  restoreMetadataOverrides: { dbsubnetgroupname: "web" },
  ...change,
});

const given: readonly Step[] = [plan, role("restore", "backup.amazonaws.com"), role("task")];

describe("the simulated AWS: tests that backups can be restored", () => {
  const plans = casesOf("a plan of tests", token.RESTORE_PLAN, (change) => ({ ...planInputs, ...change }));
  const selection = (change: Properties): Properties => ({
    recoveryPointSelection: { ...points, ...change },
  });
  const selections = casesOf("a selection", token.RESTORE_SELECTION, selected, given);
  const types = casesOf("what is backed up", token.BACKUP_REGION, (change) => ({
    resourceTypeOptInPreference: { Aurora: true },
    ...change,
  }));
  refusals([
    plans("with a hyphen in its name", { name: "restore-test" }, /letters, digits and _/, { name: "test" }),
    plans("whose name the region has", {}, /AlreadyExistsException/, { name: "other" }, [plan]),
    plans("at a time that is none", { scheduleExpression: "cron(0 8 * * MON *)" }, /Invalid schedule/, {
      scheduleExpression: "cron(0 8 ? * 2#1 *)",
    }),
    plans("of the best backup", selection({ algorithm: "BEST" }), /to be one of LATEST_WITHIN_WINDOW/, {}),
    plans(
      "of a vault by its name",
      selection({ includeVaults: ["backups"] }),
      /backups is no ARN of a vault/,
      {
        ...selection({ includeVaults: ["*"] }),
      },
    ),
    plans("of more than a year", selection({ selectionWindowDays: 366 }), /1 - 365/, {
      ...selection({ selectionWindowDays: 365 }),
    }),
    selections("of a plan that is not there", { restoreTestingPlanName: "none" }, /none does not exist/),
    selections(
      "in a role of somebody else",
      { iamRoleArn: roleArn("task") },
      /cannot be assumed by AWS Backup/,
    ),
    selections("by tags and by names", { protectedResourceArns: ["*"] }, /Exactly one of these/, {
      protectedResourceArns: ["*"],
      protectedResourceConditions: undefined,
    }),
    selections("by half a condition", { protectedResourceConditions: byTag("backup") }, /aws:ResourceTag\//),
    selections(
      "with a size that no cluster has",
      { restoreMetadataOverrides: { dbInstanceClass: "db.r8g.large" } },
      /dbInstanceClass cannot be overridden for Aurora/,
      { restoreMetadataOverrides: { dbSubnetGroupName: "web", vpcSecurityGroupIds: '["sg-1"]' } },
    ),
    selections(
      "of a database with a version that it has not",
      { protectedResourceType: "RDS", restoreMetadataOverrides: { engineVersion: "11.8" } },
      /engineVersion cannot be overridden for RDS/,
      { protectedResourceType: "RDS", restoreMetadataOverrides: { dbInstanceClass: "db.m7g.large" } },
    ),
    selections("that is kept for eight days", { validationWindowHours: 192 }, /1 - 168/, {
      validationWindowHours: 168,
    }),
    types("of a kind that AWS Backup has not", { resourceTypeOptInPreference: { Lambda: true } }, /: Lambda/),
    types(
      "and managed, though AWS Backup cannot",
      { resourceTypeManagementPreference: { RDS: true } },
      /: RDS/,
      {
        resourceTypeManagementPreference: { EFS: true },
      },
    ),
  ]);

  it(
    "have ids and ARNs as AWS gives them",
    inAccount(async (account) => {
      await account.makeAll([...given]);
      const { id, outputs } = account.made("plan");
      assert.equal(id, "restore_test");
      assert.match(
        String(outputs["arn"]),
        new RegExp(`^arn:aws:backup:eu-west-1:${ACCOUNT}:restore-testing-plan:restore_test-[0-9a-f-]{36}$`),
      );
      const made = await account.make({
        type: token.RESTORE_SELECTION,
        name: "databases",
        inputs: selected({}),
      });
      assert.equal(made.id, "databases:restore_test");
      const other = selected({ protectedResourceType: "RDS" });
      assert.deepEqual((await account.provider.difference(made, other)).replacesList, [
        "protectedResourceType",
      ]);
    }),
  );

  holds([
    {
      what: "a plan with a selection",
      given: [...given, { type: token.RESTORE_SELECTION, name: "databases", inputs: selected({}) }],
      held: "plan",
      because: /selections must be deleted prior to restore testing plan deletion/,
      until: ["databases"],
    },
  ]);
});
