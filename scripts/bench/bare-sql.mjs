// The SQL of the bare handler: the rows of an account manager's list.
import { listSql, numbered } from "./database.mjs";

process.stdout.write(numbered(listSql("rows", "owner_id", "stages"), ["id", "stages", "now", "most"]));
