import groovy.json.JsonOutput
import org.omegat.core.Core
import org.omegat.core.data.IProject
import org.omegat.core.data.ProjectProperties
import org.omegat.gui.glossary.GlossaryReaderTBX
import org.omegat.gui.glossary.GlossaryReaderTSV
import org.omegat.util.RuntimePreferences

def (path, folder, source, target) = args
RuntimePreferences.setConfigDir(folder)
def properties = new ProjectProperties(new File(folder))
properties.setSourceLanguage(source)
properties.setTargetLanguage(target)
Core.setProject([getProjectProperties: { properties }] as IProject)
def reader = path.endsWith('.tbx') ? GlossaryReaderTBX : GlossaryReaderTSV
println 'ENTRIES ' + JsonOutput.toJson(reader.read(new File(path), false).collect { [it.srcText, it.locText, it.commentText] })
