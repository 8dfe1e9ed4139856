/**
 * Which folder may import which (style.md, "Folders"): dependencies point one way, projects → components → packages.
 * tests/structure holds the sources to it.
 * @type {import("dependency-cruiser").IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: "components-stand-alone",
      comment:
        "A component knows of no project, policy or rehearsal, but of its version: what else it needs is in its arguments.",
      severity: "error",
      from: { path: "^components/" },
      to: {
        pathNot: ["^components/", "^package\\.json$", "node_modules/"],
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "projects-build-on-components",
      comment: "A program is made of components and packages; nothing else is deployed with it.",
      severity: "error",
      from: { path: "^projects/|^[^/]+\\.ts$" },
      to: {
        pathNot: ["^projects/", "^components/", "^[^/]+\\.ts$", "node_modules/"],
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "components-make-what-runs-or-lasts",
      comment:
        "A service, a database, a bucket, a role or a key is made by a component, where it is guarded and tried, and never by a project itself.",
      severity: "error",
      from: { path: "^projects/|^[^/]+\\.ts$" },
      to: {
        path: "node_modules/@pulumi/(aws|azure-native|awsx)/",
        pathNot: "node_modules/@pulumi/aws/(cloudwatch|ec2|vpc)/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "stacks-meet-in-contracts",
      comment:
        "A stack imports its own files, its system's names, environment, consumers, releases and replicas, and the contracts of others: nothing else.",
      severity: "error",
      from: { path: "^projects/([^/]+)/([^/]+)/" },
      to: {
        path: "^projects/",
        pathNot: [
          "^projects/$1/$2/",
          "^projects/$1/((names|environment|consumers)\\.ts$|releases/|replicas/)",
          "^projects/[^/]+/contract\\.ts$",
        ],
      },
    },
    {
      name: "contracts-know-no-stack",
      comment: "A contract, or a system's names, are read by all its stacks and import none of them.",
      severity: "error",
      from: { path: "^projects/[^/]+/[^/]+\\.ts$" },
      to: { path: "^projects/" },
    },
    {
      name: "root-project-stands-alone",
      comment: "The root project is deployed before all others.",
      severity: "error",
      from: { path: "^(index|settings)\\.ts$" },
      to: { path: "^projects/" },
    },
    {
      name: "functions-stand-alone",
      comment: "What runs in the cloud is packed with what it imports: its own files and packages.",
      severity: "error",
      from: { path: "^functions/" },
      to: { pathNot: ["^functions/", "node_modules/"], dependencyTypesNot: ["core"] },
    },
    {
      name: "rehearsal-knows-only-the-estate",
      comment: "Rehearsal runs programs as the engine does: of the projects it reads the list, and no code.",
      severity: "error",
      from: { path: "^rehearsal/" },
      to: {
        path: "^(components|projects|policies|tests|bench|functions)/",
        pathNot: "^projects/estate\\.ts$",
      },
    },
    {
      name: "policies-judge-from-outside",
      comment: "A policy that shares code with what it judges shares its mistakes.",
      severity: "error",
      from: { path: "^policies/" },
      to: { pathNot: ["^policies/", "node_modules/"], dependencyTypesNot: ["core"] },
    },
    {
      name: "tools-know-only-the-estate",
      comment:
        "A tool reads the list of stacks and the names of things: it drives programs, and is no part of one.",
      severity: "error",
      from: { path: "^(bootstrapping|configuring|deploying|proving)/" },
      to: {
        path: "^(components|projects|tests|bench|functions)/",
        pathNot: [
          "^projects/(estate|[^/]+/contract)\\.ts$",
          "^components/(names/|contract/)",
          "^functions/daily-report/page/html\\.ts$",
        ],
      },
    },
    {
      name: "images-know-only-names",
      comment: "Images are called as the program that runs them says, and know nothing else of it.",
      severity: "error",
      from: { path: "^images/" },
      to: {
        path: "^(components|projects|policies|functions|rehearsal|tests)/",
        pathNot: "^projects/[^/]+/names\\.ts$",
      },
    },
    {
      name: "no-whole-cloud-sdk",
      comment:
        "A whole cloud SDK costs seconds and hundreds of megabytes: import @pulumi/aws/s3. Its types are free.",
      severity: "error",
      from: {},
      to: {
        path: "node_modules/@pulumi/(aws|azure-native|awsx)/index\\.(js|d\\.ts)$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "no-circles",
      comment: "Two files that need each other are one; their types may know each other.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "nothing-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["node", "require", "types"] },
  },
};
