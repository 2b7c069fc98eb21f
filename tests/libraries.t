#!/bin/sh
# Libraries are loaded by the first document that needs them: what needs
# none is read without them, and what does is named.
. "$(dirname "$0")/lib.sh"

cp "$fixtures/html-spans-2022.html" page.html
cp "$fixtures/text-tabs-2023.txt" text.txt
zip -q page.zip page.html
gxtable page.html text.txt >cells
printf '<?xml version="1.0"?><office:document xmlns:office="%s"/>' \
    urn:oasis:names:tc:opendocument:xmlns:office:1.0 >flat.fodt

mkdir broken slow
grep -aoE 'lib(archive|xml2)\.so\.[0-9.]+' "$(command -v gxtable)" |
while read -r so; do : >"broken/$so"; done
if [ -z "$(ls broken)" ]; then
	echo '1..0 # SKIP the programs are linked with their libraries'
	exit 0
fi
so=$(grep -aoE 'libdeflate\.so\.[0-9.]+' "$(command -v gxtable)")
: >"slow/$so"
zip -q two.zip page.html text.txt
gxtable two.zip >want
LD_LIBRARY_PATH="$work/slow" run gxtable two.zip
same 'zip files are read without libdeflate, too' out want
gzip -c page.html >page.html.gz
gxtable page.html.gz >want
LD_LIBRARY_PATH="$work/slow" run gxtable page.html.gz
same 'and gzip files' out want
export LD_LIBRARY_PATH="$work/broken"

run gxtable page.html text.txt
same 'a page and a text need no library' out cells
is 'and nothing is said' "$(cat err)" ''

run gxtable page.zip text.txt
is 'an archive is named' "$(cat err)" \
    'gxtable: page.zip: libarchive cannot be loaded'
is 'and the status is 1' "$status" 1
gxtable text.txt >want
same 'what is behind it is complete' out want

run gxtable flat.fodt text.txt
is 'a document of XML is named' "$(cat err)" \
    'gxtable: flat.fodt: libxml2 cannot be loaded'
same 'and what is behind it complete' out want

for p in gxsum gxcheck gxdiff; do
	run "$p" -kq cells
	is "$p reads cells" "$(cat err)$status" 0
done
finish
