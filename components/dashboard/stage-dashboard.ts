import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { dashboardBody } from "./dashboard-body";
import type { StageView } from "./stage-view";

export type StageDashboardArgs = {
  /** Physical name: up to 255 letters, digits, hyphens and underscores, unique in the account. */
  readonly dashboardName: pulumi.Input<string>;
} & { readonly [Part in keyof StageView]: pulumi.Input<StageView[Part]> };

/** The one page on which a stage is seen: from what was ingested to the clusters and functions behind it. */
export class StageDashboard extends pulumi.ComponentResource {
  constructor(name: string, args: StageDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:dashboard:StageDashboard", name, {}, opts);
    const { dashboardName, ...view } = args;
    new cloudwatch.Dashboard(
      `${name}-dashboard`,
      { dashboardName, dashboardBody: pulumi.jsonStringify(pulumi.output(view).apply(dashboardBody)) },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
