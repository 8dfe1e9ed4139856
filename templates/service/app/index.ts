import * as pulumi from "@pulumi/pulumi";
import { packInForce } from "../../../components/contract/policy-pack";
import { stageProvider } from "../../../components/place/provider";
import { HttpService } from "../../../components/services/http-service";
import { HttpServiceGroup } from "../../../components/services/http-service-group";
import { servicePlace } from "../../../components/services/service-place";
import { foundation } from "../../../projects/foundation/contract";
import { system } from "../contract";
import { names } from "../names";
import { config } from "./settings";

const settings = config();
const { service: serviceName } = names(pulumi.getStack());

const ground = foundation.receive();
const base = system.receive();
const { accountId, owner, network } = ground;
const region = ground.regions.primary;
const inAccount = {
  providers: [stageProvider("aws", { system: "new-system", owner, accountId, region })],
};

const reached = new HttpServiceGroup(
  "service",
  { vpcId: network.vpcId, balancerGroupId: base.balancer.securityGroupId, port: settings.port },
  inAccount,
);
new HttpService(
  "service",
  {
    serviceName,
    place: servicePlace(ground),
    alarmTopicArn: ground.alarmTopicArn,
    program: {
      image: settings.image,
      user: settings.user,
      port: settings.port,
      environment: { HOST_NAMES: settings.hostNames.join(",") },
      liveCheck: settings.liveCheck,
    },
    size: settings.size,
    hostNames: settings.hostNames,
    entrance: {
      arnSuffix: base.balancer.arnSuffix,
      httpsListenerArn: base.balancer.httpsListenerArn,
      testListenerArn: base.balancer.testListenerArn,
      priority: 10,
    },
    tasks: settings.tasks,
    spot: true,
    rollout: "rolling",
    // All that the program may do: put in what it needs, each by its ARN.
    statements: [
      {
        Sid: "TellNumbersOfItsOwn",
        Effect: "Allow",
        Action: ["cloudwatch:PutMetricData"],
        Resource: "*",
        Condition: { StringEquals: { "cloudwatch:namespace": serviceName } },
      },
    ],
    securityGroupIds: [reached.groupId],
  },
  inAccount,
);

/** Which policy pack judged this deployment; nothing where none did. */
export const policyPack = packInForce();
