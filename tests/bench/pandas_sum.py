# usage: pandas_sum.py FILE: sums of cells by year.
import sys

import pandas

cells = pandas.read_csv(sys.argv[1], sep='\t', quoting=3, dtype={
    'table': str, 'row': str, 'col': str, 'raw': str})
cells.groupby(['year', 'table', 'row', 'col'])['value'].sum().to_csv(
    sys.stdout, sep='\t')
