import * as assert from "node:assert/strict";
import { dashboardBody } from "../../components/dashboard/dashboard-body";
import { messagingName, serviceName } from "../../projects/storage/names";
import {
  doesOf,
  metricsNamespaces,
  readQueues,
  serviceInstances,
} from "../../projects/storage/app/pipeline/instances";
import { isWritten, replicasOf } from "../../projects/storage/replicas/replicas";
import { bodyFaults } from "../../rehearsal/clouds/aws/dashboard-body";
import { listAt } from "../../rehearsal/clouds/aws/values";

/** A dashboard with more than this takes long to load and is read by nobody to its end. */
const READABLE = 100;

describe("the dashboard of the pipeline table", () => {
  for (const stage of ["pre", "pro"])
    it(`is taken by CloudWatch in ${stage}, shows every service, and can be read`, () => {
      const namespace = `storage-${stage}`;
      const steps = serviceInstances(replicasOf(stage).filter(isWritten)).map((instance) => {
        const [read] = readQueues(instance);
        const name = messagingName(namespace, read ?? "");
        return {
          name: serviceName(namespace, instance.name),
          does: doesOf(instance),
          queue: read === undefined ? null : { name, deadLetterName: `${name}_dlq` },
          metricsNamespaces: metricsNamespaces(instance).map((metrics) => serviceName(namespace, metrics)),
        };
      });
      const body = dashboardBody({
        region: "eu-west-1",
        accountId: "111122223333",
        namespace,
        steps,
        api: { name: "Storage API", stageName: "v1" },
        clusterName: `strongroom-${stage}`,
        domains: [`strongroom-${stage}-reporting`, `strongroom-${stage}-logging`],
        replications: [{ source: "a", destination: "b", ruleId: "mirror", region: "eu-west-1" }],
        functions: [`strongroom-${stage}-daily-report`],
      });
      assert.deepEqual(bodyFaults(body), []);
      const titles = listAt(body, "widgets[].properties.title").map(String);
      for (const { does } of steps)
        assert.ok(
          titles.some((title) => title.endsWith(`: ${does}`)),
          does,
        );
      assert.ok(body.widgets.length <= READABLE, `${body.widgets.length} widgets`);
    });
});
