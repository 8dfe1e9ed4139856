import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { serviceBody } from "./service-body";
import type { ServiceView } from "./service-view";

export type ServiceDashboardArgs = {
  /** Physical name: up to 255 letters, digits, hyphens and underscores, unique in the account. */
  readonly dashboardName: pulumi.Input<string>;
} & { readonly [Part in keyof ServiceView]: pulumi.Input<ServiceView[Part]> };

/** The page on which an HTTP service is seen: whether it keeps its promises, and what it does so with. */
export class ServiceDashboard extends pulumi.ComponentResource {
  constructor(name: string, args: ServiceDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:dashboard:ServiceDashboard", name, {}, opts);
    const { dashboardName, ...view } = args;
    new cloudwatch.Dashboard(
      `${name}-dashboard`,
      { dashboardName, dashboardBody: pulumi.jsonStringify(pulumi.output(view).apply(serviceBody)) },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
