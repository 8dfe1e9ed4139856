import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, refusals, type Inputs } from "./cases";
import { bucket, logGroup, role, roleArn, vpc } from "./things";

describe("the simulated AWS: flow logs", () => {
  const given = [
    vpc(),
    logGroup("flows"),
    bucket("flows"),
    role("flows-role", "vpc-flow-logs.amazonaws.com"),
  ];
  const flow =
    (more: Properties = {}): Inputs =>
    (made) => ({
      vpcId: made("vpc").id,
      trafficType: "ALL",
      logDestination: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:flows`,
      iamRoleArn: roleArn("flows-role"),
      ...more,
    });
  refusals([
    {
      what: "flow logs that nobody may write",
      given,
      type: token.FLOW_LOG,
      refused: flow({ iamRoleArn: undefined }),
      because: /DeliverLogsPermissionArn can't be empty/,
      accepted: flow(),
    },
    {
      what: "flow logs to nowhere",
      given,
      type: token.FLOW_LOG,
      refused: flow({ logDestination: "arn:aws:s3:::flow", logDestinationType: "s3", iamRoleArn: undefined }),
      because: /arn:aws:s3:::flow does not exist/,
      accepted: flow({
        logDestination: "arn:aws:s3:::flows",
        logDestinationType: "s3",
        iamRoleArn: undefined,
      }),
    },
    {
      what: "a role for flow logs to a bucket",
      given,
      type: token.FLOW_LOG,
      refused: flow({ logDestination: "arn:aws:s3:::flows", logDestinationType: "s3" }),
      because: /not applicable for s3/,
      accepted: flow({
        logDestination: "arn:aws:s3:::flows",
        logDestinationType: "s3",
        iamRoleArn: undefined,
      }),
    },
    {
      what: "flow logs every five minutes",
      given,
      type: token.FLOW_LOG,
      refused: flow({ maxAggregationInterval: 300 }),
      because: /60, 600/,
      accepted: flow({ maxAggregationInterval: 60 }),
    },
    {
      what: "flow logs of nothing",
      given,
      type: token.FLOW_LOG,
      refused: flow({ vpcId: undefined }),
      because: /`subnet_id,vpc_id`/,
      accepted: flow(),
    },
    {
      what: "the same flow logs twice",
      given: [...given, { type: token.FLOW_LOG, name: "first", inputs: flow() }],
      type: token.FLOW_LOG,
      refused: flow(),
      because: /FlowLogAlreadyExists/,
      accepted: flow({
        logDestination: "arn:aws:s3:::flows",
        logDestinationType: "s3",
        iamRoleArn: undefined,
      }),
    },
  ]);
});
