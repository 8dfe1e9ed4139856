// Loaded into every Pulumi program that the bench runs, before anything else: notes down the program's peak memory at
// its end. The kernel's own figure for this very process is exact; what resourceUsage() gives may be its parent's.
const fs = require("node:fs");

const { PEAK_MEMORY_FILE: file } = process.env;
if (file)
  process.on("exit", () => {
    const kernel = "/proc/self/status";
    const known = fs.existsSync(kernel) && /^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync(kernel, "utf8"));
    const kibibytes = known ? Number(known[1]) : process.resourceUsage().maxRSS;
    fs.writeFileSync(file, String(kibibytes / 1024));
  });
