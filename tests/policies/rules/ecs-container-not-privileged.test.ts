import { ecsContainerNotPrivileged } from "../../../policies/rules/ecs-container-not-privileged";
import { task, taskWith } from "../tasks";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function adding(add: unknown): object {
  return { linuxParameters: { capabilities: { drop: ["ALL"], add } } };
}

function host(more: object): Given {
  return taskWith("[]", more);
}

function fine(what: string, given: Given): Accepted {
  return { as: "near miss", what, given };
}

function refused(what: string, given: Given, ...says: readonly string[]): Refused {
  return { what, given, says: says.map((each) => `api: ${each}`) };
}

function capable(what: string, given: Given, found: string): Refused {
  return refused(
    what,
    given,
    `linuxParameters.capabilities.add of container ${found}; expected no added capability`,
  );
}

tryRule(ecsContainerNotPrivileged, {
  remedy: "Take it away: on Fargate there is no host to reach.",
  accepts: [
    { as: "compliant", what: "plain containers", given: task({ privileged: false }, {}) },
    fine("no added capability", task(adding([]), adding(undefined), { linuxParameters: {} })),
    fine("a capability that is dropped", task({ linuxParameters: { capabilities: { drop: ["CHOWN"] } } })),
    fine("processes shared within the task", host({ pidMode: "task", ipcMode: "task" })),
    fine("memory that nobody shares", host({ ipcMode: "none" })),
    fine("volumes of other kinds", host({ volumes: [{ name: "scratch" }, { efsVolumeConfiguration: {} }] })),
    fine("no volumes", host({ volumes: [] })),
    fine("a task of which nothing is known", taskWith(UNKNOWN)),
    {
      as: "not applicable",
      what: "another type",
      given: { ...task({ privileged: true }), type: "aws:ecs/service:Service" },
    },
  ],
  refuses: [
    refused(
      "a privileged sidecar",
      task({}, { privileged: true }),
      "privileged of container c1 is true; expected false",
    ),
    refused(
      "another spelling",
      taskWith([{ name: "web", Privileged: true }]),
      "privileged of container web is true; expected false",
    ),
    refused(
      "a privilege that is not known",
      taskWith([{ name: "web", privileged: UNKNOWN }]),
      "privileged of container web is not known in preview; expected false",
    ),
    refused(
      "a text",
      task({ privileged: "false" }),
      "privileged of container c0 is not true or false; expected false",
    ),
    capable("an added capability", task({}, adding(["SYS_ADMIN"])), "c1 is a list"),
    capable("one word", task(adding("SYS_ADMIN")), "c0 is not a list"),
    capable(
      "another spelling of each name",
      taskWith([{ LinuxParameters: { Capabilities: { Add: ["SYS_PTRACE"] } } }]),
      "1 is a list",
    ),
    ...[
      { linuxParameters: UNKNOWN },
      { linuxParameters: { capabilities: UNKNOWN } },
      { linuxParameters: { capabilities: { add: UNKNOWN } } },
    ].map((container) =>
      capable(
        `what is not known: ${JSON.stringify(container)}`,
        taskWith([container]),
        "1 is not known in preview",
      ),
    ),
    refused(
      "the host's processes",
      host({ pidMode: "host" }),
      "pidMode is host; expected task or none given",
    ),
    refused("no such mode", host({ pidMode: "none" }), "pidMode is none; expected task or none given"),
    refused(
      "the host's memory",
      host({ ipcMode: "host" }),
      "ipcMode is host; expected task, none or none given",
    ),
    refused(
      "modes that are not known, in a task of which nothing is known",
      taskWith(UNKNOWN, { pidMode: UNKNOWN, ipcMode: UNKNOWN }),
      "pidMode is not known in preview; expected task or none given",
      "ipcMode is not known in preview; expected task, none or none given",
    ),
    refused(
      "a path of the host",
      host({ volumes: [{ name: "scratch" }, { hostPath: "/var/run" }] }),
      "volumes[1].hostPath is /var/run; expected no path of the host",
    ),
    refused(
      "paths that are not known",
      host({ volumes: [{ hostPath: UNKNOWN }, UNKNOWN] }),
      "volumes[0].hostPath is not known in preview; expected no path of the host",
      "volumes[1].hostPath is not known in preview; expected no path of the host",
    ),
    refused(
      "volumes that are not known",
      host({ volumes: UNKNOWN }),
      "volumes is not known in preview; expected a list of volumes",
    ),
    refused(
      "volumes that are no list",
      host({ volumes: { hostPath: "/" } }),
      "volumes is not a list; expected a list of volumes",
    ),
  ],
});
