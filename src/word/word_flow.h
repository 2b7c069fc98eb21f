/*
 * A flow of a Word document: its body, a note or a text box, which has
 * paragraphs, runs and tables of its own.  Text boxes and notes begin
 * within a paragraph of another flow, so that flows are a stack.
 */
#ifndef GX_WORD_WORD_FLOW_H
#define GX_WORD_WORD_FLOW_H

#include "read/tables.h"
#include "word/word_cells.h"
#include "word/word_numbering.h"
#include "word/word_styles.h"

/* The numbering of a document, read when the first number is met. */
struct word_lists {
	struct str		 part;		/* its XML; empty: none */
	unsigned		 max_depth;
	bool			 read;
	struct word_numbering	 numbering;
	const char		*wrong;		/* what is, with the part */
};

struct word_flow {
	struct word_flow *outer;
	struct word_lists *lists;	/* of the document */
	struct tables	 tables;
	struct word_row	 rows[TABLES_MAX];	/* of the open tables */
	struct buf	 boxes;		/* text of the paragraph's boxes */
	bool		 apart;		/* what comes is not to touch it */
	bool		 stood_apart;	/* the last text was raised or struck */
	struct {
		const struct word_style *style;
		long	 num, level;	/* its own; WORD_UNSET */
		bool	 pending;	/* its number is still to come */
		bool	 gone;		/* its mark is deleted or hidden */
	}		 paragraph;
	struct {
		const struct word_style *style;
		int	 vanish, apart;	/* its own; -1: as its style */
		bool	 shown;		/* in the end */
		bool	 stands_apart;	/* the same: raised or struck out */
		bool	 marked;	/* the rest is a note's own mark */
	}		 run;
	unsigned	 nfields;	/* open fields; a bit each */
	uint64_t	 instructions;	/* that is in its instruction */
};

/*
 * Begins a flow within another one (NULL: the body) whose text goes to
 * out, which belongs to the caller.  NULL without memory.
 */
struct word_flow *word_flow_begin(struct word_flow *outer, struct buf *out,
	    struct word_lists *);

/*
 * Ends it and all that is open in it, and frees it; returns the flow
 * around it.  *failed is set when memory ran out.
 */
struct word_flow *word_flow_end(struct word_flow *, bool *failed);

/* Begins a paragraph in a style (NULL: none). */
void	word_flow_paragraph(struct word_flow *, const struct word_style *);

/* Ends it: its number, its line, and the boxes in it. */
void	word_flow_paragraph_end(struct word_flow *);

/* Begins a run, and ends it; what is in none is shown. */
void	word_flow_run(struct word_flow *);
void	word_flow_run_end(struct word_flow *);

/* Puts together what styles and the run itself say of its text. */
void	word_flow_settle(struct word_flow *);

/* Whether what is in the run is shown. */
bool	word_flow_shown(const struct word_flow *);

/* Text of the run. */
void	word_flow_text(struct word_flow *, struct str);

/* A line break, or a tab. */
void	word_flow_break(struct word_flow *);
void	word_flow_tab(struct word_flow *);

/* The begin, separate or end of a field, as w:fldCharType has it. */
void	word_flow_field(struct word_flow *, struct str type);

/* The row of the innermost table; NULL outside of tables. */
struct word_row *word_flow_row(struct word_flow *);

#endif
