// usage: node duckdb.mjs FILE THREADS sum KEYS | FILE THREADS diff
// Sums of the cells of FILE by keys, or differences from year to year, as TSV.
import { createRequire } from 'node:module';
const require = createRequire(process.cwd() + '/');
const { DuckDBInstance } = require('@duckdb/node-api');

const [file, threads, what, keys] = process.argv.slice(2);
const db = await DuckDBInstance.create(':memory:', { threads });
const to = await db.connect();
const columns = ['report', 'org', 'year', 'form', 'table', 'row', 'col',
    'value', 'status', 'raw'].map(name => `'${name}': '` + (name === 'value' ?
    'DECIMAL(18,4)' : name === 'year' ? 'INTEGER' : 'VARCHAR') + "'");
const cells = `read_csv('${file}', delim='\t', header=true, quote='',
    escape='', columns={${columns}})`;
const query = what === 'sum' ?
    `select ${keys}, "table", row, col, sum(value), count(value)
    from ${cells} group by all order by all` :
    `with c as (select * from ${cells}) select a.org, a."table", a.row,
    a.col, a.year, b.year, a.value, b.value, b.value - a.value from c a
    join c b on b.org = a.org and b."table" = a."table" and b.row = a.row
    and b.col = a.col and b.year = a.year + 1 where a.value <> b.value`;
await to.run(`copy (${query}) to '/dev/null' (delimiter '\t')`);
