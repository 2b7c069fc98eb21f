# usage: pandas_tables.py FILE...: the tables of pages, as TSV.
import sys

import pandas

for name in sys.argv[1:]:
    for table in pandas.read_html(name, encoding='utf-8'):
        table.to_csv(sys.stdout, sep='\t', header=False)
