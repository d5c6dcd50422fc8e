;;; session.el --- An analyst's few minutes with a brief in Emacs  -*- lexical-binding: t -*-

;; Run by `emacs --batch -l session.el' with the configuration of editors/README.md in the file that DESKCHECK_CONFIGURATION
;; names.  Nothing here judges: what was seen goes to DESKCHECK_SEEN as JSON, and the Rust test asserts.

(require 'json)
(require 'package)

(defconst patience 60 "Longest wait for one thing, in seconds; only a failing session ever takes it.")

(defvar seen nil)

(defun note (name value)
  "Keep VALUE as what was seen under NAME."
  (push (cons name value) seen))

(defun wait-for (what condition)
  "Wait until CONDITION holds; where it never does, end the session with WHAT as its error."
  (with-timeout (patience (error "Waited in vain: %s" what))
    (while (not (funcall condition))
      (accept-process-output nil 0.01))))

(defun go-to (text)
  "Put the cursor into the first TEXT of the buffer."
  (goto-char (point-min))
  (search-forward text)
  (backward-char))

(defun findings ()
  "What flymake shows."
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun session (case)
  "Look at the brief as CASE says."
  (package-initialize)
  (load (getenv "DESKCHECK_CONFIGURATION") nil t)
  (find-file "brief.md")
  ;; What Emacs does by itself as soon as it waits for a key.
  (run-hooks 'post-command-hook)
  (note 'root (project-root (eglot--project (eglot-current-server))))

  (wait-for "findings" #'findings)
  (note 'findings (apply #'vector (findings)))

  (go-to (alist-get 'actor case))
  (let (card)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq card text)))
    (wait-for "the card" (lambda () card))
    (note 'card (substring-no-properties card)))

  (go-to (alist-get 'figure case))
  (call-interactively #'xref-find-definitions)
  (note 'file (file-name-nondirectory buffer-file-name))
  (note 'line (substring-no-properties (thing-at-point 'line))))

(condition-case problem
    (session (json-read-file (getenv "DESKCHECK_CASE")))
  (error (note 'error (error-message-string problem))))
(with-temp-file (getenv "DESKCHECK_SEEN")
  (insert (json-encode seen)))
