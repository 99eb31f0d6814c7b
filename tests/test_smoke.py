def test_version(run):
    done = run("--version")
    assert done.code == 0
    assert done.out.startswith("align, version ")
