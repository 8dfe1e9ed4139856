// The policy host type-checks every .ts file that it loads. sucrase takes that over and only transpiles: types are
// checked once, by `tsc -p .`.
require("sucrase/register/ts");
require("./pack.ts");
