# Every target is a task of tasks.py; without make: py tasks.py run
PYTHON ?= python3

.PHONY: run test check e2e browser golden bench messages screenshots
run test check e2e browser golden bench messages screenshots:
	@$(PYTHON) tasks.py $@
