# usage: lxml_rows.py ARCHIVE: the rows of all tables of its pages, as TSV.
# Spans are not laid out.
import sys
import zipfile

from lxml import html

with zipfile.ZipFile(sys.argv[1]) as archive:
    for name in archive.namelist():
        for row in html.fromstring(archive.read(name)).iter('tr'):
            print(name, *(''.join(cell.itertext()).strip() for cell in row),
                  sep='\t')
