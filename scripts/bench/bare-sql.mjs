// The SQL of the bare handler: the rows of an account manager's list of opportunities, or with `tasks` of expansion tasks.
import { listSql, numbered, tasksSql } from "./database.mjs";

const [, , which] = process.argv;
process.stdout.write(which === "tasks" ? numbered(tasksSql(), ["id", "stages", "most"]) : numbered(listSql("rows", "owner_id", "stages"), ["id", "stages", "now", "most"]));
